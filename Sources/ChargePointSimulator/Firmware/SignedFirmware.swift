import Crypto
import CryptoExtras
import Foundation
import OCPP16
import OCPPJ
import X509

/// How firmware is verified, and what belongs to its update (security whitepaper, use case L01).
struct SignedFirmware: Hashable, Sendable {
    let requestId: Int
    /// Of the key that the firmware was signed with.
    let signingCertificate: InstalledCertificate
    let signature: [UInt8]
    /// When it is to be installed; nil for as soon as possible.
    let installAt: Timestamp?

    /// - Throws: `CertificateProblem` when the certificate is not valid (L01.FR.23): it must be of a manufacturer's root,
    ///   without others in between.
    init(
        _ request: SignedUpdateFirmware, roots: [InstalledCertificate], at now: Timestamp
    ) throws(CertificateProblem) {
        let signer = try InstalledCertificate(pem: request.firmware.signingCertificate.text)
        guard signer.certificate.notBefore <= now else { throw CertificateProblem("it is not valid yet") }
        try signer.certificate.check(through: [], to: roots.map(\.certificate), at: now)
        requestId = request.requestId
        signingCertificate = signer
        // What is no Base64 is no signature, which is found out when the firmware is there.
        signature = Data(base64Encoded: request.firmware.signature.text, options: .ignoreUnknownCharacters).map(Array.init) ?? []
        installAt = request.firmware.installDateTime?.timestamp
    }

    /// Whether the firmware was signed with the key: RSA-PSS, RSA with PKCS#1 v1.5, or ECDSA, with SHA-256 (L01.FR.04). For
    /// ECSchnorr, which the whitepaper names as well, there is no library; ECDSA is what manufacturers use.
    func isSignature(of file: RetrievedFile) -> Bool {
        let publicKey = signingCertificate.certificate.publicKey
        if let key = _RSA.Signing.PublicKey(publicKey) {
            let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
            return key.isValidSignature(signature, for: file.digest, padding: .PSS)
                || key.isValidSignature(signature, for: file.digest, padding: .insecurePKCS1v1_5)
        }
        if let key = P256.Signing.PublicKey(publicKey) {
            let encoded = try? P256.Signing.ECDSASignature(derRepresentation: signature)
            let plain = try? P256.Signing.ECDSASignature(rawRepresentation: signature)
            return [encoded, plain].compactMap(\.self).contains { key.isValidSignature($0, for: file.digest) }
        }
        if let key = P384.Signing.PublicKey(publicKey) {
            let encoded = try? P384.Signing.ECDSASignature(derRepresentation: signature)
            let plain = try? P384.Signing.ECDSASignature(rawRepresentation: signature)
            return [encoded, plain].compactMap(\.self).contains { key.isValidSignature($0, for: file.digest) }
        }
        return false
    }
}
