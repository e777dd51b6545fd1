import NIOCore

/// What is checked of the Central System's own certificate (TC_086).
struct ServerCertificateCheck: Sendable {
    /// As it came in the handshake.
    let der: [UInt8]
    /// The host of the endpoint: a name or an IP address.
    let host: String

    /// Everything that was looked at.
    var findings: [CertificateFinding] {
        let facts: CertificateFacts
        do {
            facts = try CertificateFacts(der)
        } catch {
            return [CertificateFinding("the server's certificate", false, otherwise: "the server's certificate cannot be read: \(error)")]
        }
        return [
            facts.key.isLongEnough("the key of the server's certificate"),
            CertificateFinding(
                "the server's certificate has a serial number", facts.serialNumber.contains { $0 != 0 },
                otherwise: "the serial number of the server's certificate was 0, expected one"),
            commonName(facts.commonNames),
        ]
    }

    /// The CN must be the name of the endpoint. With an address as the endpoint, nobody can know what that is.
    private func commonName(_ names: [String]) -> CertificateFinding {
        let what = "the CN of the server's certificate is the name of the endpoint, \(host)"
        let seen = names.filter { !$0.isEmpty }
        guard !seen.isEmpty else {
            return CertificateFinding(what, false, otherwise: "the CN of the server's certificate was absent or empty, expected \(host)")
        }
        guard !isAddress else {
            return .notLookedAt(what, because: "the endpoint is given by its address; the CN is \(seen.joined(separator: ", "))")
        }
        return CertificateFinding(
            what, seen.contains { $0.lowercased() == host.lowercased() },
            otherwise: "the CN of the server's certificate was \(seen.joined(separator: ", ")), expected \(host)")
    }

    private var isAddress: Bool { (try? SocketAddress(ipAddress: host, port: 0)) != nil }
}
