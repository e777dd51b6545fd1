/// With which certificates the server shows who it is. Paths are of PEM files; empty for none.
package struct ServerCertificateSettings: Hashable, Sendable {
    /// The name that charge points connect to: the CN (security whitepaper, A00.FR.509) and the first alternative name.
    package var serverName: String
    /// Further names and addresses under which charge points reach the server.
    package var alternativeNames: [String]
    /// An operator's own certificate with an elliptic curve key: the server's first, then its issuers; and the key.
    package var certificateEC: String
    package var keyEC: String
    /// The same with an RSA key.
    package var certificateRSA: String
    package var keyRSA: String
    /// How long a certificate is valid that is made here.
    package var days: Int
    /// How long before its end it is renewed, and warned of one that is the operator's.
    package var renewDays: Int

    package init(
        serverName: String, alternativeNames: [String] = [], certificateEC: String = "", keyEC: String = "",
        certificateRSA: String = "", keyRSA: String = "", days: Int = 397, renewDays: Int = 30
    ) {
        self.serverName = serverName
        self.alternativeNames = alternativeNames
        self.certificateEC = certificateEC
        self.keyEC = keyEC
        self.certificateRSA = certificateRSA
        self.keyRSA = keyRSA
        self.days = days
        self.renewDays = renewDays
    }

    /// The name and the further ones, each once.
    var names: [String] {
        var seen: Set<String> = []
        return ([serverName] + alternativeNames).filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    func files(of kind: KeyKind) -> (certificate: String, key: String) {
        switch kind {
        case .ellipticCurve: (certificateEC, keyEC)
        case .rsa: (certificateRSA, keyRSA)
        }
    }
}
