import Crypto
import CryptoExtras
import OCPPJ
import SwiftASN1
import X509

/// A key pair and the request for a certificate that are to be made; the virtual charge point has it done elsewhere, because
/// RSA keys take a while.
package struct SigningOrder: Hashable, Sendable {
    /// Tells it from all other orders of the charge point.
    let number: Int
    let keyKind: KeyKind
    /// The commonName of the certificate: the charge point's serial number (security whitepaper, A00.FR.511).
    let commonName: String
    /// The organizationName: CpoName (A02.FR.13); nil for a request without one.
    let organization: String?

    package init(number: Int, keyKind: KeyKind, commonName: String, organization: String?) {
        self.number = number
        self.keyKind = keyKind
        self.commonName = commonName
        self.organization = organization
    }
}

/// A request for a certificate (RFC 2986) with the key that it is for.
package struct SigningRequest: Hashable, Sendable {
    /// PEM.
    package let csr: String
    /// PEM. It stays at the charge point (A02.FR.05).
    package let key: String
}

extension SigningOrder {
    /// Makes the key pair and the request.
    package func carryOut() throws -> SigningRequest {
        let subject = try DistinguishedName {
            if let organization { OrganizationName(organization) }
            CommonName(commonName)
        }
        switch keyKind {
        case .ellipticCurve:
            let key = P256.Signing.PrivateKey()
            let request = try CertificateSigningRequest(
                version: .v1, subject: subject, privateKey: .init(key), attributes: .init(),
                signatureAlgorithm: .ecdsaWithSHA256)
            return SigningRequest(csr: try request.serializeAsPEM().pemString, key: key.pemRepresentation)
        case .rsa:
            let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
            let request = try CertificateSigningRequest(
                version: .v1, subject: subject, privateKey: .init(key), attributes: .init(),
                signatureAlgorithm: .sha256WithRSAEncryption)
            return SigningRequest(csr: try request.serializeAsPEM().pemString, key: key.pemRepresentation)
        }
    }
}

/// A certificate on its way: the key is made, the request is sent, the certificate comes.
struct Signing: Hashable, Sendable {
    let order: SigningOrder
    /// Whether the Central System asked for it, so that it may be sent before the registration.
    let isTriggered: Bool
    /// Nil until it is made.
    var request: SigningRequest?
    /// How often it was sent.
    var attempts = 0
    /// When it is sent, or sent again.
    var dueAt: Timestamp?

    /// After so many attempts it is given up.
    static let maximumAttempts = 5
    /// How long the certificate is waited for, in seconds.
    static let patienceSeconds = 300
    /// The wait after the first refusal, in seconds; doubled with every further one.
    static let retrySeconds = 60
}
