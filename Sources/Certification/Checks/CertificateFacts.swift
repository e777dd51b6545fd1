import SwiftASN1
import X509

/// What the checks need of a certificate, read by hand (RFC 5280, section 4.1): a library refuses certificates with weak keys and
/// unusual signatures, but a check must be able to say what is weak or unusual.
struct CertificateFacts: Hashable, Sendable {
    let serialNumber: [UInt8]
    let signatureAlgorithm: ASN1ObjectIdentifier
    let subject: DistinguishedName
    let key: KeyFacts
    /// The public key with its algorithm (SubjectPublicKeyInfo) in DER.
    let publicKey: [UInt8]

    /// The texts of the commonName in the subject.
    var commonNames: [String] {
        subject.flatMap { $0 }.filter { $0.type == .RDNAttributeType.commonName }.compactMap { String($0.value) }
    }

    /// - Throws: what is wrong with the bytes.
    init(_ der: [UInt8]) throws {
        let parts = try DER.parse(der).parts(atLeast: 3)
        signatureAlgorithm = try ASN1ObjectIdentifier(derEncoded: parts[1].parts(atLeast: 1)[0])
        var body = try parts[0].parts(atLeast: 6)
        // The version is left out of certificates of version 1.
        if body[0].identifier == ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific) { body.removeFirst() }
        guard body.count >= 6 else { throw UnreadableCertificate("parts of the certificate are missing") }
        serialNumber = Array(try ArraySlice<UInt8>(derEncoded: body[0]))
        subject = try DistinguishedName(derEncoded: body[4])
        publicKey = Array(body[5].encodedBytes)
        key = try KeyFacts(body[5])
    }
}

/// The kind and the size of a public key.
struct KeyFacts: Hashable, Sendable {
    enum Kind: String, Hashable, Sendable {
        case rsa = "RSA"
        case dsa = "DSA"
        case ellipticCurve = "EC"

        /// The fewest bits that are allowed (security whitepaper, A00.FR.503 and following).
        var minimumBits: Int { self == .ellipticCurve ? 224 : 2048 }
    }

    /// Nil for any other.
    let kind: Kind?
    /// 0 where it is not known.
    let bits: Int

    /// - Parameter node: SubjectPublicKeyInfo.
    fileprivate init(_ node: ASN1Node) throws {
        let parts = try node.parts(atLeast: 2)
        let algorithm = try parts[0].parts(atLeast: 1)
        let key = try ASN1BitString(derEncoded: parts[1]).bytes
        let name = try ASN1ObjectIdentifier(derEncoded: algorithm[0])
        switch Self.kinds[name] {
        case .rsa: (kind, bits) = (.rsa, try DER.parse(Array(key)).parts(atLeast: 2)[0].bits)
        case .dsa where algorithm.count > 1: (kind, bits) = (.dsa, try algorithm[1].parts(atLeast: 3)[0].bits)
        // A point: both coordinates after a 4, or one after a 2 or 3 (SEC 1, section 2.3.3).
        case .ellipticCurve: (kind, bits) = (.ellipticCurve, (key.count - 1) * (key.first == 4 ? 4 : 8))
        default: (kind, bits) = (nil, 0)
        }
    }

    private static let kinds: [ASN1ObjectIdentifier: Kind] = [
        [1, 2, 840, 113549, 1, 1, 1]: .rsa, [1, 2, 840, 113549, 1, 1, 10]: .rsa, [1, 2, 840, 10040, 4, 1]: .dsa,
        [1, 2, 840, 10045, 2, 1]: .ellipticCurve,
    ]

    /// The finding that the key is long enough.
    ///
    /// - Parameter owner: whose key it is, for people: "the key of the server's certificate".
    func isLongEnough(_ owner: String) -> CertificateFinding {
        guard let kind else {
            return CertificateFinding(owner, false, otherwise: "\(owner) was of an unknown kind, expected RSA, DSA or EC")
        }
        return CertificateFinding(
            "\(owner) is \(kind.rawValue) with \(bits) bits", bits >= kind.minimumBits,
            otherwise: "\(owner) was \(kind.rawValue) with \(bits) bits, expected at least \(kind.minimumBits)")
    }
}

/// Why bytes are no certificate.
struct UnreadableCertificate: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

extension ASN1Node {
    /// What a sequence consists of.
    ///
    /// - Throws: `UnreadableCertificate` when there is less in it, or it is none.
    fileprivate func parts(atLeast count: Int) throws(UnreadableCertificate) -> [ASN1Node] {
        guard case .constructed(let nodes) = content else { throw UnreadableCertificate("a sequence was expected") }
        let parts = Array(nodes)
        guard parts.count >= count else { throw UnreadableCertificate("parts of the certificate are missing") }
        return parts
    }

    /// The bits of a positive integer.
    fileprivate var bits: Int {
        get throws {
            let bytes = try ArraySlice<UInt8>(derEncoded: self).drop { $0 == 0 }
            guard let first = bytes.first else { return 0 }
            return bytes.count * 8 - first.leadingZeroBitCount
        }
    }
}
