import Crypto
import Foundation
package import OCPPJ
import SwiftASN1
package import X509

/// A certificate together with its bytes and what is read off it again and again.
package struct DecodedCertificate: Hashable, Sendable {
    package let certificate: Certificate
    /// In DER.
    package let bytes: [UInt8]
    /// SHA-256 of the bytes in lower-case hexadecimal.
    package let fingerprint: String

    /// - Throws: `CertificateFault`.
    package init(_ bytes: [UInt8]) throws(CertificateFault) {
        do {
            certificate = try Certificate(derEncoded: bytes)
        } catch {
            throw CertificateFault("it is no X.509 certificate: \(error)")
        }
        self.bytes = bytes
        fingerprint = SHA256.hash(data: bytes).hexadecimal
    }

    init(_ certificate: Certificate) throws {
        self.certificate = certificate
        bytes = try DER.Serializer.bytes(of: certificate)
        fingerprint = SHA256.hash(data: bytes).hexadecimal
    }

    /// Every certificate in PEM text, in order; blocks of other kinds are passed over.
    ///
    /// - Throws: `CertificateFault`, also when there is none.
    package static func all(inPEM text: String) throws(CertificateFault) -> [DecodedCertificate] {
        var found: [DecodedCertificate] = []
        for block in try PEMBlock.all(in: text) where block.label == PEMBlock.certificate {
            found.append(try DecodedCertificate(block.content))
        }
        guard !found.isEmpty else { throw CertificateFault("there is no certificate in PEM in it") }
        return found
    }

    /// In PEM, with LF line endings.
    package var pem: String { PEMBlock(label: PEMBlock.certificate, content: bytes).text }

    package static func == (left: DecodedCertificate, right: DecodedCertificate) -> Bool {
        left.fingerprint == right.fingerprint
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(fingerprint)
    }
}

extension DecodedCertificate {
    package var subject: String { certificate.subject.description }
    package var issuer: String { certificate.issuer.description }
    package var notBefore: Timestamp { Timestamp(certificate.notValidBefore) }
    package var notAfter: Timestamp { Timestamp(certificate.notValidAfter) }
    /// In lower-case hexadecimal without leading zeros.
    package var serialNumber: String { certificate.serialNumber.bytes.serialText }
    package var key: KeyFacts? { KeyFacts(certificate.publicKey) }
    package var commonNames: [String] { certificate.subject.values(of: .RDNAttributeType.commonName) }

    /// Whether it may sign other certificates.
    package var isAuthority: Bool {
        if case .isCertificateAuthority? = try? certificate.extensions.basicConstraints { return true }
        return false
    }

    package var isSelfSigned: Bool {
        certificate.issuer == certificate.subject
            && certificate.publicKey.isValidSignature(certificate.signature, for: certificate)
    }

    /// Whether this one's key has signed the other.
    func hasIssued(_ other: DecodedCertificate) -> Bool {
        other.certificate.issuer == certificate.subject
            && certificate.publicKey.isValidSignature(other.certificate.signature, for: other.certificate)
    }
}

extension DistinguishedName {
    /// The texts of an attribute, in order.
    func values(of type: ASN1ObjectIdentifier) -> [String] {
        flatMap { $0 }.filter { $0.type == type }.compactMap { String($0.value) }
    }
}

extension Timestamp {
    init(_ date: Date) {
        self.init(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded()))
    }

    var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

    /// `2026-03-01`
    var day: String { String(rfc3339.prefix(10)) }
}

extension DER.Serializer {
    static func bytes(of element: some DERSerializable) throws -> [UInt8] {
        var serializer = DER.Serializer()
        try serializer.serialize(element)
        return serializer.serializedBytes
    }
}

extension Sequence where Element == UInt8 {
    /// Two lower-case digits for each byte.
    var hexadecimal: String {
        reduce(into: "") { text, byte in
            if byte < 16 { text.append("0") }
            text += String(byte, radix: 16)
        }
    }
}

extension Collection where Element == UInt8 {
    /// A number in hexadecimal without leading zeros.
    var serialText: String {
        let text = hexadecimal.drop { $0 == "0" }
        return text.isEmpty ? "0" : String(text)
    }
}
