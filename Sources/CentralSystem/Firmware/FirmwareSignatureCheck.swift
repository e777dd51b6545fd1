import Crypto
import CryptoExtras
import Foundation
import OCPPJ
import SwiftASN1
import X509

/// Holds a supplied signature and its certificate against the firmware before they go out (security whitepaper, A00.FR.706). What is
/// wrong is told to the operator and sent all the same: verifying is the charge point's business, and must be seen to fail there.
struct FirmwareSignatureCheck {
    private(set) var algorithm: FirmwareSignatureAlgorithm?
    private(set) var warnings: [String] = []

    /// - Parameter digest: that of the firmware; nil when it is not here, and then the signature itself cannot be checked.
    init(signature: String, certificate text: String, digest: SHA256Digest?, at now: Timestamp) {
        let bytes = Data(base64Encoded: signature.filter { !$0.isWhitespace })
        if bytes?.isEmpty != false { warnings.append("the signature is not Base64") }
        guard let certificate = try? Certificate(pemEncoded: text) else {
            warnings.append("the signing certificate is not an X.509 certificate in PEM")
            return
        }
        if certificate.notValidAfter < now.date { warnings.append("the signing certificate has expired") }
        if certificate.notValidBefore > now.date { warnings.append("the signing certificate is not valid yet") }
        guard let digest, let bytes, !bytes.isEmpty else { return }
        algorithm = Self.algorithm(of: bytes, digest, certificate.publicKey)
        if algorithm == nil { warnings.append("the signature does not verify against the certificate") }
    }

    /// Which way a signature verifies; nil for none that a charge point may accept.
    private static func algorithm(
        of signature: Data, _ digest: SHA256Digest, _ key: Certificate.PublicKey
    ) -> FirmwareSignatureAlgorithm? {
        if let key = _RSA.Signing.PublicKey(key) {
            let rsa = _RSA.Signing.RSASignature(rawRepresentation: signature)
            if key.isValidSignature(rsa, for: digest, padding: .PSS) { return .rsaPSS }
            return key.isValidSignature(rsa, for: digest, padding: .insecurePKCS1v1_5) ? .rsaPKCS1 : nil
        }
        return isValidECDSA(signature, digest, key) ? .ecdsa : nil
    }

    private static func isValidECDSA(_ signature: Data, _ digest: SHA256Digest, _ key: Certificate.PublicKey) -> Bool {
        if let key = P256.Signing.PublicKey(key), let ecdsa = try? P256.Signing.ECDSASignature(derRepresentation: signature) {
            return key.isValidSignature(ecdsa, for: digest)
        }
        if let key = P384.Signing.PublicKey(key), let ecdsa = try? P384.Signing.ECDSASignature(derRepresentation: signature) {
            return key.isValidSignature(ecdsa, for: digest)
        }
        if let key = P521.Signing.PublicKey(key), let ecdsa = try? P521.Signing.ECDSASignature(derRepresentation: signature) {
            return key.isValidSignature(ecdsa, for: digest)
        }
        return false
    }
}
