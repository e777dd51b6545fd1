import Foundation
import OCPPTransport

/// TC_086 and TC_087: TLS with certificates of both sides (security whitepaper, sections 2.4 and 2.5).
extension CertificationCase {
    static let serverCertificate = CertificationCase(
        "TC_086_CSMS", "TLS server certificate", .security,
        [
            .variant("security profile 2", station: .tlsWithBasic) { test in
                try await test.secureConnections(checksCertificates: true)
            },
            .variant("security profile 3", station: .tlsWithCertificate(.ellipticCurve)) { test in
                try await test.secureConnections(checksCertificates: true)
            },
        ])

    static let clientCertificate = CertificationCase(
        "TC_087_CSMS", "TLS client certificate", .security,
        [
            .variant("RSA", station: .tlsWithCertificate(.rsa)) { test in
                try await test.secureConnections(checksCertificates: false)
            },
            .variant("ECDSA", station: .tlsWithCertificate(.ellipticCurve)) { test in
                try await test.secureConnections(checksCertificates: false)
            },
        ])
}

/// The cipher suites that a Central System must support, all four (security whitepaper, A00.FR.318).
private enum CipherSuite: UInt16, CaseIterable {
    // The numbers at IANA.
    case ecdheECDSAWithAES128 = 0xC02B
    case ecdheECDSAWithAES256 = 0xC02C
    case rsaWithAES128 = 0x009C
    case rsaWithAES256 = 0x009D

    var name: String {
        switch self {
        case .ecdheECDSAWithAES128: "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"
        case .ecdheECDSAWithAES256: "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"
        case .rsaWithAES128: "TLS_RSA_WITH_AES_128_GCM_SHA256"
        case .rsaWithAES256: "TLS_RSA_WITH_AES_256_GCM_SHA384"
        }
    }
}

extension CaseRun {
    /// Connects with each cipher suite alone, finds TLS that is too old refused, and boots on a usual connection.
    ///
    /// - Parameter checksCertificates: whether the certificates that the server shows are looked at: one with an elliptic curve for the
    ///   first two suites, one with RSA for the others.
    fileprivate func secureConnections(checksCertificates: Bool) async throws(CaseFailure) {
        var seen: Set<[UInt8]> = []
        for suite in CipherSuite.allCases {
            await chargePoint.disconnect()
            let answer = try await connect(with: suite)
            guard checksCertificates else { continue }
            guard let certificate = answer.serverCertificate else {
                throw chargePoint.fail("the server showed no certificate with \(suite.name)")
            }
            if seen.insert(certificate).inserted {
                try check(ServerCertificateCheck(der: certificate, host: endpointHost).findings)
            }
        }
        await chargePoint.disconnect()
        try await refusesOutdatedTLS()
        let answer = try await chargePoint.connect()
        let version = answer.tlsVersion ?? "none"
        try check(
            "TLS is 1.2 or higher", ["TLSv1.2", "TLSv1.3"].contains(version),
            otherwise: "the version of TLS was \(version), expected 1.2 or higher")
        try await booted()
    }

    private func connect(with suite: CipherSuite) async throws(CaseFailure) -> UpgradeAnswer {
        var attempt = ConnectionAttempt()
        attempt.offer = .cipherSuite(suite.rawValue)
        switch try await chargePoint.attempt(attempt) {
        case .upgraded(let answer):
            trace.add(.check, "the connection with \(suite.name) is accepted")
            return answer
        case .refused(let status, let reason, _):
            throw chargePoint.fail(
                "the connection with \(suite.name) was refused with HTTP \(status) (\(reason)), expected it to be accepted")
        case .tlsFailed(let failure, let detail):
            throw chargePoint.fail(
                "the TLS handshake with \(suite.name) failed (\(failure): \(detail)), expected it to succeed")
        }
    }

    /// TLS 1.0 and 1.1 must not lead to anything, not even to an answer in HTTP.
    private func refusesOutdatedTLS() async throws(CaseFailure) {
        var attempt = ConnectionAttempt()
        attempt.offer = .outdated
        let what = "TLS 1.0 and 1.1"
        let outcome: UpgradeOutcome
        do {
            outcome = try await chargePoint.attempt(attempt)
        } catch {
            guard error.outcome == .failed else { throw error }
            // The server hung up instead of saying what it thought of it.
            trace.add(.check, "\(what) are refused: \(error)")
            return
        }
        guard case .tlsFailed(let failure, _) = outcome else {
            throw chargePoint.fail("\(what) were accepted, expected the handshake to fail")
        }
        trace.add(.check, "\(what) are refused: \(failure)")
    }

    /// The host of the endpoint with TLS, without the brackets of IPv6 addresses.
    private var endpointHost: String {
        let host = configuration.secureURL.flatMap { URLComponents(string: $0)?.host } ?? ""
        return host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
    }
}
