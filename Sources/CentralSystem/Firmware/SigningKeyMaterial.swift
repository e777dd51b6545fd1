import Crypto
import CryptoExtras
import Foundation
import OCPPJ
import SwiftASN1
import X509

/// A private key that can sign firmware, read from PEM.
enum SigningKeyMaterial: Sendable {
    case rsa(_RSA.Signing.PrivateKey)
    case p256(P256.Signing.PrivateKey)
    case p384(P384.Signing.PrivateKey)
    case p521(P521.Signing.PrivateKey)

    /// The longest RSA key whose signature has the 800 characters that SignedUpdateFirmware allows.
    private static let longestRSAKey = 4800

    /// - Parameter pem: a key as OpenSSL writes it, PKCS #8 or of the older forms; what else is in the text is passed over.
    /// - Throws: `FileExchangeError` with code `.invalidMember`; it says nothing of the key.
    init(pem: String) throws(FileExchangeError) {
        let documents = (try? PEMDocument.parseMultiple(pemString: PEMText.normalized(pem))) ?? []
        if documents.contains(where: { $0.discriminator == "ENCRYPTED PRIVATE KEY" }) || pem.contains("Proc-Type: 4,ENCRYPTED") {
            throw .invalid("privateKey", "is encrypted; remove its passphrase first")
        }
        guard let text = documents.first(where: { $0.discriminator.hasSuffix("PRIVATE KEY") })?.pemString else {
            throw .invalid("privateKey", "must be a private key in PEM")
        }
        if let key = try? P256.Signing.PrivateKey(pemRepresentation: text) {
            self = .p256(key)
        } else if let key = try? P384.Signing.PrivateKey(pemRepresentation: text) {
            self = .p384(key)
        } else if let key = try? P521.Signing.PrivateKey(pemRepresentation: text) {
            self = .p521(key)
        } else if let key = try? _RSA.Signing.PrivateKey(pemRepresentation: text), key.keySizeInBits <= Self.longestRSAKey {
            self = .rsa(key)
        } else {
            throw .invalid(
                "privateKey", "must be an RSA key of 2048 to \(Self.longestRSAKey) bits, or one on the curve P-256, P-384 or P-521")
        }
    }

    var kind: FirmwareSigningKey.Kind {
        switch self {
        case .rsa: .rsa
        case .p256: .p256
        case .p384: .p384
        case .p521: .p521
        }
    }

    var publicKey: Certificate.PublicKey {
        switch self {
        case .rsa(let key): Certificate.PublicKey(key.publicKey)
        case .p256(let key): Certificate.PublicKey(key.publicKey)
        case .p384(let key): Certificate.PublicKey(key.publicKey)
        case .p521(let key): Certificate.PublicKey(key.publicKey)
        }
    }

    /// What it signs with, given what was asked for.
    ///
    /// - Throws: `FileExchangeError` with code `.invalidMember` when the key cannot do that.
    static func algorithm(
        of kind: FirmwareSigningKey.Kind, wanted: FirmwareSignatureAlgorithm?
    ) throws(FileExchangeError) -> FirmwareSignatureAlgorithm {
        let possible: [FirmwareSignatureAlgorithm] = kind == .rsa ? [.rsaPSS, .rsaPKCS1] : [.ecdsa]
        guard let wanted else { return possible[0] }
        guard possible.contains(wanted) else {
            throw .invalid(
                "signed.signatureAlgorithm",
                "must be \(possible.map(\.rawValue).joined(separator: " or ")) for a key of the kind \(kind.rawValue)")
        }
        return wanted
    }

    /// The signature of what has this digest, in the form that `algorithm` prescribes.
    func sign(_ digest: SHA256Digest, _ algorithm: FirmwareSignatureAlgorithm) throws -> Data {
        switch self {
        case .rsa(let key):
            try key.signature(for: digest, padding: algorithm == .rsaPKCS1 ? .insecurePKCS1v1_5 : .PSS).rawRepresentation
        case .p256(let key): try key.signature(for: digest).derRepresentation
        case .p384(let key): try key.signature(for: digest).derRepresentation
        case .p521(let key): try key.signature(for: digest).derRepresentation
        }
    }
}

/// PEM with the line ends of OCPP.
enum PEMText {
    /// Line feeds alone at the end of lines: input may come with carriage returns.
    static func normalized(_ text: String) -> String {
        text.replacingOccurrences(of: "\r\n", with: "\n").replacingOccurrences(of: "\r", with: "\n")
    }
}
