import Crypto
import Foundation
import X509

/// What a manufacturer hands out together with a firmware image (security whitepaper, use case L01).
struct FirmwareSigning: Hashable, Sendable {
    /// In PEM.
    let signingCertificate: String
    /// In Base64.
    let signature: String
}

extension CertificateWorkshop {
    /// A new signing certificate below a manufacturer's root, and a signature made with its key.
    ///
    /// - Parameter isValid: false for a signature over other bytes than those of the image.
    func firmwareSigning(of image: [UInt8], isValid: Bool) throws(CaseFailure) -> FirmwareSigning {
        do {
            let manufacturer = try Self.authority(
                "Manufacturer of the certification", Certificate.PrivateKey(P256.Signing.PrivateKey()))
            let key = P256.Signing.PrivateKey()
            let certificate = try Self.certificate(
                subject: DistinguishedName { CommonName("Firmware of the certification") },
                publicKey: Certificate.PublicKey(key.publicKey), issuer: manufacturer.name, signedWith: manufacturer.key,
                extensions: Certificate.Extensions {
                    Critical(BasicConstraints.notCertificateAuthority)
                    Critical(KeyUsage(digitalSignature: true))
                })
            let signed = isValid ? image : image.reversed() + [0]
            let signature = try key.signature(for: SHA256.hash(data: signed))
            return FirmwareSigning(
                signingCertificate: Self.pem(certificate), signature: signature.derRepresentation.base64EncodedString())
        } catch {
            throw .inconclusive("the test cannot make its own certificates: \(error)")
        }
    }
}
