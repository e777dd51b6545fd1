import Crypto
package import OCPP16
import OCPPJ
import SwiftASN1
import X509

/// A root certificate that is installed on a charge point.
package struct InstalledCertificate: Hashable, Sendable {
    package let pem: String
    private let parsed: ParsedCertificate
    var certificate: Certificate { parsed.certificate }

    /// - Throws: `CertificateProblem` for a text that is not one certificate in PEM.
    package init(pem: String) throws(CertificateProblem) {
        let certificates = try Certificate.chain(inPEM: pem)
        guard certificates.count == 1 else { throw CertificateProblem("more than one certificate") }
        parsed = ParsedCertificate(certificates[0])
        self.pem = pem
    }

    /// Every certificate of a PEM file.
    ///
    /// - Throws: `CertificateProblem` when there is none, or one is damaged.
    package static func all(inPEM text: String) throws(CertificateProblem) -> [InstalledCertificate] {
        try Certificate.chain(inPEM: text).map { certificate throws(CertificateProblem) in
            do {
                return try InstalledCertificate(pem: certificate.serializeAsPEM().pemString)
            } catch {
                throw CertificateProblem("\(error)")
            }
        }
    }
}

/// What is wrong with a certificate, in words for people.
package struct CertificateProblem: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}

extension InstalledCertificate {
    /// How the certificate is identified in messages (security whitepaper, section 6.1).
    ///
    /// - Parameter issuer: the certificate of the authority that signed it; nil when it signed itself, or is not known.
    /// - Throws: `PayloadError` or `ASN1Error` for names and numbers that cannot be told.
    package func hashData(_ algorithm: HashAlgorithmEnumType, issuer: InstalledCertificate?) throws -> CertificateHashDataType {
        var name = DER.Serializer()
        try name.serialize(certificate.issuer)
        let key = (issuer ?? self).certificate.publicKey.subjectPublicKeyInfoBytes
        return CertificateHashDataType(
            hashAlgorithm: algorithm,
            issuerNameHash: try BoundedString(algorithm.hexadecimalHash(of: name.serializedBytes)),
            issuerKeyHash: try BoundedString(algorithm.hexadecimalHash(of: Array(key))),
            serialNumber: try BoundedString(Self.number(Hexadecimal.text(of: certificate.serialNumber.bytes))))
    }

    /// A serial number without leading zeros and without regard to case.
    static func number(_ text: some StringProtocol) -> String {
        let digits = text.lowercased().drop { $0 == "0" }
        return digits.isEmpty ? "0" : String(digits)
    }
}

extension CertificateHashDataType {
    /// Whether both identify the same certificate, however the digits are written.
    func matches(_ other: CertificateHashDataType) -> Bool {
        hashAlgorithm == other.hashAlgorithm
            && issuerNameHash.text.lowercased() == other.issuerNameHash.text.lowercased()
            && issuerKeyHash.text.lowercased() == other.issuerKeyHash.text.lowercased()
            && InstalledCertificate.number(serialNumber.text) == InstalledCertificate.number(other.serialNumber.text)
    }
}

extension HashAlgorithmEnumType {
    fileprivate func hexadecimalHash(of bytes: [UInt8]) -> String {
        switch self {
        case .sha256: Hexadecimal.text(of: SHA256.hash(data: bytes))
        case .sha384: Hexadecimal.text(of: SHA384.hash(data: bytes))
        case .sha512: Hexadecimal.text(of: SHA512.hash(data: bytes))
        }
    }
}
