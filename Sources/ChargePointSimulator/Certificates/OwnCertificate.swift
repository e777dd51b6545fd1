import OCPPJ
import SwiftASN1
import X509

/// The certificate of a charge point, with those of its issuers and its key.
package struct OwnCertificate: Hashable, Sendable {
    /// PEM, the charge point's own certificate first.
    let chain: String
    /// PEM. Never logged.
    let key: String
    private let parsed: ParsedCertificate
    var certificate: Certificate { parsed.certificate }

    /// How long before its end a certificate is renewed, in seconds, unless it is valid for a short time only.
    private static let renewalSeconds = 30 * 86_400

    /// - Throws: `CertificateProblem` when one is damaged, or the key is not the certificate's.
    package init(chain: String, key: String) throws(CertificateProblem) {
        let publicKey: Certificate.PublicKey
        do {
            publicKey = try Certificate.PrivateKey(pemEncoded: key).publicKey
        } catch {
            // What exactly is wrong with a key is not told: the error could show a part of it.
            throw CertificateProblem("not a key in PEM")
        }
        let certificate = try Certificate.chain(inPEM: chain)[0]
        guard certificate.publicKey == publicKey else { throw CertificateProblem("the key is not the certificate's") }
        self.chain = chain
        self.key = key
        parsed = ParsedCertificate(certificate)
    }

    /// The charge point's own certificate alone, in PEM.
    var leaf: String {
        get throws { try certificate.serializeAsPEM().pemString }
    }

    func isValid(at now: Timestamp) -> Bool { certificate.notBefore <= now && now <= certificate.notAfter }

    /// When the charge point asks for a new one by itself (security whitepaper, use case A03): a month before the end, or in
    /// the last third of a short life.
    var renewalDueAt: Timestamp {
        let life = certificate.notAfter.seconds(since: certificate.notBefore)
        return certificate.notAfter.advanced(bySeconds: -min(Self.renewalSeconds, Int(life / 3)))
    }
}
