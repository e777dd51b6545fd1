import SwiftASN1
import X509

/// What is checked of the `certificateChain` in CertificateSigned.req (TC_074; security whitepaper, sections 2.6.2 and 5.1).
struct CertificateChainCheck: Sendable {
    /// The characters that CertificateSigned.req has room for.
    private static let maximumCharacters = 10_000
    /// How a finding names what it is about.
    private static let member = "CertificateSigned.req: certificateChain"

    /// The text as it came.
    let text: String
    /// The key of the request that the chain answers.
    let publicKey: Certificate.PublicKey
    let kind: TestStation.CertificateKey
    /// The CN of the request, which must be that of the certificate.
    let commonName: String

    /// Everything that was looked at, up to what makes the rest pointless.
    var findings: [CertificateFinding] {
        let count = text.unicodeScalars.count
        let form = [
            finding(
                "has at most \(Self.maximumCharacters) characters", count <= Self.maximumCharacters,
                "had \(count) characters, expected at most \(Self.maximumCharacters)"),
            finding(
                "has LF as its only line ending", !text.unicodeScalars.contains("\r"),
                "had CR in its line endings, expected LF only"),
        ]
        let blocks: [PEMDocument]
        do {
            blocks = try PEMDocument.parseMultiple(pemString: text)
        } catch {
            return form + [finding("is PEM", false, "was no PEM: \(error)")]
        }
        return form + findings(in: blocks)
    }

    private func findings(in blocks: [PEMDocument]) -> [CertificateFinding] {
        let other = blocks.first { $0.discriminator != "CERTIFICATE" }?.discriminator
        let count = [
            finding("is PEM of certificates only", other == nil, "held a PEM block \(other ?? ""), expected certificates only"),
            finding(
                "holds at least two certificates", blocks.count >= 2,
                "held \(blocks.count) certificate\(blocks.count == 1 ? "" : "s"), expected the charge point's and those of its issuers"),
        ]
        guard count.allSatisfy({ $0.problem == nil }) else { return count }
        let chain: [CertificateFacts]
        do {
            chain = try blocks.map { try CertificateFacts($0.derBytes) }
        } catch {
            return count + [finding("can be read", false, "held a certificate that cannot be read: \(error)")]
        }
        return count + findings(of: chain) + findings(issuedBy: blocks[1], leaf: blocks[0])
    }

    /// What the leaf itself must be.
    private func findings(of chain: [CertificateFacts]) -> [CertificateFinding] {
        let leaf = chain[0]
        let position = chain.firstIndex { (try? Certificate.PublicKey(derEncoded: $0.publicKey)) == publicKey }
        let algorithm = SignatureName.text(of: leaf.signatureAlgorithm)
        let allowed = SignatureName.allowed(for: kind)
        let names = leaf.commonNames.isEmpty ? "absent" : leaf.commonNames.joined(separator: ", ")
        return [
            finding(
                "begins with the certificate for the key of the request", position == 0,
                position.map { "had the certificate for the key of the request in place \($0 + 1), expected it to be first" }
                    ?? "had no certificate for the key of the request, expected it to be first"),
            leaf.key.isLongEnough("the key of the first certificate in certificateChain"),
            finding(
                "has a first certificate that is signed with \(algorithm)", allowed.contains(algorithm),
                "had a first certificate signed with \(algorithm), expected \(allowed[0])"),
            finding(
                "has a first certificate whose CN is \(commonName)", leaf.commonNames == [commonName],
                "had a first certificate whose CN was \(names), expected \(commonName)"),
        ]
    }

    /// What ties the leaf to the certificate after it.
    private func findings(issuedBy second: PEMDocument, leaf first: PEMDocument) -> [CertificateFinding] {
        let leaf: Certificate
        let issuer: Certificate
        do {
            (leaf, issuer) = (try Certificate(pemDocument: first), try Certificate(pemDocument: second))
        } catch {
            return [finding("can be verified", false, "cannot be verified: \(error)")]
        }
        let usage = try? leaf.extensions.extendedKeyUsage
        let seenUsage = usage == nil ? "without extendedKeyUsage" : "with another extendedKeyUsage"
        return [
            finding(
                "has a first certificate that was issued by the second", leaf.issuer == issuer.subject,
                "had a first certificate issued by \(leaf.issuer) before that of \(issuer.subject), expected its issuer's"),
            finding(
                "has a first certificate that verifies against the second",
                issuer.publicKey.isValidSignature(leaf.signature, for: leaf),
                "had a first certificate whose signature does not verify with the key of the second"),
            finding(
                "has a first certificate with the extendedKeyUsage clientAuth", usage?.contains(.clientAuth) == true,
                "had a first certificate \(seenUsage), expected clientAuth"),
        ]
    }

    private func finding(_ what: String, _ holds: Bool, _ problem: String) -> CertificateFinding {
        CertificateFinding("\(Self.member) \(what)", holds, otherwise: "\(Self.member) \(problem)")
    }
}

/// The names of signature algorithms as certificates and settings write them.
enum SignatureName {
    /// The name, or the numbers of the identifier when it has none here.
    static func text(of algorithm: ASN1ObjectIdentifier) -> String { names[algorithm] ?? "\(algorithm)" }

    /// What a certificate for such a key may be signed with: its own family, with SHA256 or longer. The first is what the
    /// certification configures.
    static func allowed(for kind: TestStation.CertificateKey) -> [String] {
        ["SHA256", "SHA384", "SHA512"].map { "\($0)with\(kind.rawValue)" }
    }

    private static let names: [ASN1ObjectIdentifier: String] = [
        [1, 2, 840, 113549, 1, 1, 5]: "SHA1withRSA", [1, 2, 840, 113549, 1, 1, 10]: "RSA-PSS",
        [1, 2, 840, 113549, 1, 1, 11]: "SHA256withRSA", [1, 2, 840, 113549, 1, 1, 12]: "SHA384withRSA",
        [1, 2, 840, 113549, 1, 1, 13]: "SHA512withRSA", [1, 2, 840, 10045, 4, 1]: "SHA1withECDSA",
        [1, 2, 840, 10045, 4, 3, 2]: "SHA256withECDSA", [1, 2, 840, 10045, 4, 3, 3]: "SHA384withECDSA",
        [1, 2, 840, 10045, 4, 3, 4]: "SHA512withECDSA",
    ]
}
