package import OCPPJ

/// A key that this server signs firmware with, without the key itself: that lies in a file that only the server reads, and leaves it
/// by no way.
package struct FirmwareSigningKey: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case rsa = "RSA"
        case p256 = "P-256"
        case p384 = "P-384"
        case p521 = "P-521"
    }

    package var id: Int64
    /// Its name as the operator gave it; no two keys have the same.
    package var name: String
    package var kind: Kind
    /// The certificate that charge points are sent: PEM.
    package var certificate: String
    /// Of the certificate, for people.
    package var subject: String
    package var notBefore: Timestamp
    package var notAfter: Timestamp
    package var createdAt: Timestamp
    package var createdBy: String
    /// What its file is called: random.
    var storedName: String
}

/// What an operator uploads.
package struct NewFirmwareSigningKey: Sendable {
    package var name: String
    /// PEM.
    package var certificate: String
    /// PEM, not encrypted. Never logged.
    package var privateKey: String

    package init(name: String, certificate: String, privateKey: String) {
        self.name = name
        self.certificate = certificate
        self.privateKey = privateKey
    }
}
