/// Where the certificate authority comes from. Paths are of PEM files; empty for none.
package struct AuthoritySettings: Hashable, Sendable {
    /// An operator's own authority with an elliptic curve key: its certificate and those above it, and its key.
    package var certificateEC: String
    package var keyEC: String
    /// The same with an RSA key.
    package var certificateRSA: String
    package var keyRSA: String
    /// How long a root is valid that is made here; 1...50.
    package var rootYears: Int
    /// The length of the RSA key of a root that is made here.
    package var rsaBits: Int

    package init(
        certificateEC: String = "", keyEC: String = "", certificateRSA: String = "", keyRSA: String = "", rootYears: Int = 20,
        rsaBits: Int = 3072
    ) {
        self.certificateEC = certificateEC
        self.keyEC = keyEC
        self.certificateRSA = certificateRSA
        self.keyRSA = keyRSA
        self.rootYears = rootYears
        self.rsaBits = rsaBits
    }

    func files(of kind: KeyKind) -> (certificate: String, key: String) {
        switch kind {
        case .ellipticCurve: (certificateEC, keyEC)
        case .rsa: (certificateRSA, keyRSA)
        }
    }
}
