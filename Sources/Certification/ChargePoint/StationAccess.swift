/// Who a charge point of the test is, and how it shows that.
package struct StationAccess: Hashable, Sendable {
    package var identity: String
    package var serialNumber: String
    /// 1, 2 or 3 (security whitepaper, section 2).
    package var securityProfile: Int
    /// The password for HTTP Basic authentication as it is sent; nil for none. Never in a trace.
    package var password: [UInt8]?
    /// The charge point's own certificate; nil for none.
    package var certificate: ClientCertificate?

    package init(
        identity: String, serialNumber: String, securityProfile: Int, password: [UInt8]? = nil,
        certificate: ClientCertificate? = nil
    ) {
        self.identity = identity
        self.serialNumber = serialNumber
        self.securityProfile = securityProfile
        self.password = password
        self.certificate = certificate
    }

    /// 20 letters and digits: as text and as bytes the same, so that any Central System can take it.
    static func randomPassword() -> [UInt8] {
        let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789".utf8)
        return (0..<20).map { _ in letters[Int.random(in: 0..<letters.count)] }
    }
}

/// A certificate of a charge point's own with its key, in PEM.
package struct ClientCertificate: Hashable, Sendable {
    /// The charge point's own certificate first.
    package var chain: String
    /// Never in a trace.
    package var key: String

    package init(chain: String, key: String) {
        self.chain = chain
        self.key = key
    }
}
