import Crypto
package import OCPP16
import SwiftASN1
import X509

/// How OCPP names a certificate that is installed in a charge point (security whitepaper, section 6.1): hashes of the issuer's name and key, and the serial number.
package struct CertificateHashes: Hashable, Sendable {
    /// In lower-case hexadecimal.
    package var issuerNameHash: String
    /// In lower-case hexadecimal; nil when the issuer's key is not known.
    package var issuerKeyHash: String?
    /// In lower-case hexadecimal without leading zeros.
    package var serialNumber: String

    /// - Parameter issuer: the certificate of the issuer; the certificate itself when it is a root.
    package init(of document: DecodedCertificate, issuer: DecodedCertificate?, _ algorithm: HashAlgorithmEnumType) throws {
        issuerNameHash = Self.hash(try DER.Serializer.bytes(of: document.certificate.issuer), algorithm)
        issuerKeyHash = issuer.map { Self.hash(Array($0.certificate.publicKey.subjectPublicKeyInfoBytes), algorithm) }
        serialNumber = document.serialNumber
    }

    /// Whether a charge point's listing names this certificate. Vendors write hexadecimal in either case, some with leading zeros.
    package func match(_ listed: CertificateHashDataType) -> Bool {
        guard Self.number(listed.serialNumber.text) == serialNumber,
            listed.issuerNameHash.text.lowercased() == issuerNameHash
        else { return false }
        return issuerKeyHash == nil || listed.issuerKeyHash.text.lowercased() == issuerKeyHash
    }

    /// A serial number as it is compared.
    static func number(_ text: String) -> String {
        let trimmed = text.lowercased().drop { $0 == "0" }
        return trimmed.isEmpty ? "0" : String(trimmed)
    }

    private static func hash(_ bytes: [UInt8], _ algorithm: HashAlgorithmEnumType) -> String {
        switch algorithm {
        case .sha256: SHA256.hash(data: bytes).hexadecimal
        case .sha384: SHA384.hash(data: bytes).hexadecimal
        case .sha512: SHA512.hash(data: bytes).hexadecimal
        }
    }
}
