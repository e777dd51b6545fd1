/// A certificate with which a server shows who it is, and the key to it.
package struct ServerIdentity: Hashable, Sendable {
    /// PEM, the server's own certificate first.
    package var certificateChain: String
    /// PEM. Never logged.
    package var privateKey: String

    package init(certificateChain: String, privateKey: String) {
        self.certificateChain = certificateChain
        self.privateKey = privateKey
    }
}

/// What a TLS listener shows: one certificate for each kind of key that the cipher suites of the security whitepaper need
/// (A00.FR.319 and following).
package struct ServerIdentities: Hashable, Sendable {
    /// With an elliptic curve key, for the suites with ECDSA and for TLS 1.3.
    package var ellipticCurve: ServerIdentity
    /// With an RSA key, for the suites with static RSA.
    package var rsa: ServerIdentity

    package init(ellipticCurve: ServerIdentity, rsa: ServerIdentity) {
        self.ellipticCurve = ellipticCurve
        self.rsa = rsa
    }
}
