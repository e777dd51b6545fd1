import Foundation
import OCPPJ
import SwiftASN1
import X509

extension Certificate {
    /// The certificates in a PEM text, in their order.
    ///
    /// - Throws: `CertificateProblem` when there is none, or one is damaged.
    static func chain(inPEM text: String) throws(CertificateProblem) -> [Certificate] {
        let certificates: [Certificate]
        do {
            certificates = try PEMDocument.parseMultiple(pemString: text).map { try Certificate(pemDocument: $0) }
        } catch {
            throw CertificateProblem("not a certificate in PEM: \(error)")
        }
        guard !certificates.isEmpty else { throw CertificateProblem("no certificate in PEM") }
        return certificates
    }

    var notBefore: Timestamp { Timestamp(milliseconds: Int64((notValidBefore.timeIntervalSince1970 * 1000).rounded())) }
    var notAfter: Timestamp { Timestamp(milliseconds: Int64((notValidAfter.timeIntervalSince1970 * 1000).rounded())) }

    /// What the subject says of this kind, for example the commonName.
    func subjectValues(_ type: ASN1ObjectIdentifier) -> [String] {
        subject.flatMap { $0 }.filter { $0.type == type }.compactMap { String($0.value) }
    }

    /// Whether the certificate was signed with the key of another one, that of an authority.
    func isSigned(by issuer: Certificate) -> Bool {
        guard issuer.subject == self.issuer, issuer.publicKey.isValidSignature(signature, for: self) else { return false }
        guard let constraints = try? issuer.extensions.basicConstraints else { return false }
        return if case .isCertificateAuthority = constraints { true } else { false }
    }

    /// Finds out whether a certificate leads to a root that is trusted (security whitepaper, section 2.6.2).
    ///
    /// Done without `Verifier`, which is asynchronous: what a virtual charge point decides, it decides at once.
    ///
    /// - Parameters:
    ///   - others: certificates of intermediate authorities, in any order.
    ///   - roots: those that are trusted.
    /// - Throws: `CertificateProblem` naming what is wrong.
    func check(
        through others: some Collection<Certificate>, to roots: [Certificate], at now: Timestamp
    ) throws(CertificateProblem) {
        var current = self
        // A path is no longer than there are certificates.
        for _ in 0...others.count + 1 {
            guard current.notAfter >= now else { throw CertificateProblem("\(current.subject) has expired") }
            if roots.contains(current) { return }
            if let root = roots.first(where: { current.isSigned(by: $0) }) {
                guard root.notAfter >= now else { throw CertificateProblem("the root \(root.subject) has expired") }
                return
            }
            guard let issuer = others.first(where: { $0 != current && current.isSigned(by: $0) }) else { break }
            current = issuer
        }
        throw CertificateProblem("\(current.subject) leads to no root that is installed")
    }
}
