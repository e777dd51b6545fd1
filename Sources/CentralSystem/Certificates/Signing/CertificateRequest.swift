import Crypto
import CryptoExtras
import OCPPJ
import SwiftASN1
import X509

/// A request for a certificate (PKCS#10, RFC 2986) whose signature is right, so that who sent it has the key.
struct CertificateRequest: Sendable {
    let subject: DistinguishedName
    let publicKey: Certificate.PublicKey
    let key: KeyFacts
    /// SHA-256 of the request, to know a repetition.
    let fingerprint: String

    var commonNames: [String] { subject.values(of: .RDNAttributeType.commonName) }
    var organizations: [String] { subject.values(of: .RDNAttributeType.organizationName) }

    /// - Parameter text: PEM, whatever its line endings.
    /// - Throws: `CertificateFault`.
    init(pem text: String) throws(CertificateFault) {
        guard let block = try PEMBlock.all(in: text).first(where: { PEMBlock.requests.contains($0.label) }) else {
            throw CertificateFault("there is no certificate request in PEM in it")
        }
        fingerprint = SHA256.hash(data: block.content).hexadecimal
        let parts: Parts
        do {
            parts = try Parts(block.content)
        } catch let fault as CertificateFault {
            throw fault
        } catch {
            throw CertificateFault("it is no request that can be read: \(error)")
        }
        subject = parts.subject
        publicKey = parts.publicKey
        guard let key = KeyFacts(parts.publicKey) else { throw CertificateFault("its key is neither of RSA nor of a curve P-256, P-384 or P-521") }
        // The upper bound keeps one request from costing seconds.
        guard key.kind != .rsa || (2048...8192).contains(key.bits) else {
            throw CertificateFault("its RSA key has \(key.bits) bits; from 2048 to 8192 are taken")
        }
        self.key = key
        guard try parts.isSignatureValid(block.content) else { throw CertificateFault("its signature is not of its own key") }
    }

    /// Why no certificate is made of it; nil when nothing speaks against it.
    func objection(for holder: CertificateHolder, _ settings: CertificateSettings) -> String? {
        guard commonNames.count <= 1 else { return "it has \(commonNames.count) common names" }
        if settings.subject != .any, commonNames.isEmpty { return "it has no common name (CN)" }
        if let text = settings.subject.objection(to: commonNames, of: holder) { return text }
        if !settings.organization.isEmpty, organizations != [settings.organization] {
            let shown = organizations.isEmpty ? "none" : organizations.map { "\"\($0.prefix(64))\"" }.joined(separator: ", ")
            return "its organization (O) is \(shown), not \"\(settings.organization)\""
        }
        return nil
    }
}

extension CertificateRequest {
    /// The parts of PKCS#10 that are needed. Read by hand, because the library takes no request that is signed with RSA-PSS, which
    /// the whitepaper recommends to charge points.
    fileprivate struct Parts {
        let subject: DistinguishedName
        let publicKey: Certificate.PublicKey
        let signedBytes: [UInt8]
        let algorithm: ASN1ObjectIdentifier
        let signature: [UInt8]

        init(_ bytes: [UInt8]) throws {
            let root = try DER.parse(bytes)
            self = try DER.sequence(root, identifier: .sequence) { nodes in
                guard let information = nodes.next(), let algorithm = nodes.next(), let signature = nodes.next() else {
                    throw CertificateFault("parts are missing")
                }
                return try Parts(information, algorithm, signature)
            }
        }

        private init(_ information: ASN1Node, _ algorithm: ASN1Node, _ signature: ASN1Node) throws {
            signedBytes = Array(information.encodedBytes)
            self.signature = Array(try ASN1BitString(derEncoded: signature).bytes)
            self.algorithm = try DER.sequence(algorithm, identifier: .sequence) { nodes in
                guard let name = nodes.next() else { throw CertificateFault("the signature has no algorithm") }
                // The parameters are those of PSS, or nothing that matters.
                while nodes.next() != nil {}
                return try ASN1ObjectIdentifier(derEncoded: name)
            }
            (subject, publicKey) = try DER.sequence(information, identifier: .sequence) { nodes in
                guard nodes.next() != nil, let subject = nodes.next(), let key = nodes.next() else {
                    throw CertificateFault("subject or key is missing")
                }
                while nodes.next() != nil {}
                return (try DistinguishedName(derEncoded: subject), try Self.publicKey(key))
            }
        }

        /// The library reads no RSA key of less than 2048 bits.
        private static func publicKey(_ node: ASN1Node) throws(CertificateFault) -> Certificate.PublicKey {
            guard let key = try? Certificate.PublicKey(derEncoded: node) else {
                throw CertificateFault("its key cannot be used; RSA with 2048 bits at least, or a curve P-256, P-384 or P-521 is wanted")
            }
            return key
        }

        func isSignatureValid(_ bytes: [UInt8]) throws(CertificateFault) -> Bool {
            if algorithm == Self.probabilistic { return isProbabilisticSignatureValid }
            guard let request = try? CertificateSigningRequest(derEncoded: bytes) else {
                throw CertificateFault("it is signed with an algorithm that is not known (\(algorithm))")
            }
            return publicKey.isValidSignature(request.signature, for: request)
        }

        /// RSASSA-PSS with the salt as long as the hash, as everybody makes it.
        private var isProbabilisticSignatureValid: Bool {
            guard let key = _RSA.Signing.PublicKey(publicKey) else { return false }
            let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
            return key.isValidSignature(signature, for: SHA256.hash(data: signedBytes), padding: .PSS)
                || key.isValidSignature(signature, for: SHA384.hash(data: signedBytes), padding: .PSS)
                || key.isValidSignature(signature, for: SHA512.hash(data: signedBytes), padding: .PSS)
        }

        private static let probabilistic: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 1, 10]
    }
}
