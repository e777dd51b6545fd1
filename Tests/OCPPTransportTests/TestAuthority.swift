import Crypto
import Foundation
import SwiftASN1
import X509

/// A certificate authority that exists for one test.
struct TestAuthority {
    /// A certificate and its key, in PEM.
    struct Issued {
        let certificate: String
        let key: String
    }

    private let key = P256.Signing.PrivateKey()
    private let name: DistinguishedName
    let root: String

    init(name: String = "Test Root") throws {
        self.name = try DistinguishedName { CommonName(name) }
        let root = try Self.certificate(
            subject: self.name, key: key.publicKey, issuer: self.name, issuerKey: key, valid: -60...3600,
            Certificate.Extensions { Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil)) })
        self.root = try root.serializeAsPEM().pemString
    }

    /// - Parameters:
    ///   - names: for which hosts it is.
    ///   - address: for which IPv4 address it is, as four octets.
    ///   - valid: when it is valid, in seconds from now.
    func issue(
        _ subject: String, names: [String] = [], address: [UInt8]? = nil, valid: ClosedRange<Double> = -60...3600
    ) throws -> Issued {
        let own = P256.Signing.PrivateKey()
        var alternatives = names.map { GeneralName.dnsName($0) }
        if let address { alternatives.append(.ipAddress(ASN1OctetString(contentBytes: address[...]))) }
        let certificate = try Self.certificate(
            subject: DistinguishedName { CommonName(subject) }, key: own.publicKey, issuer: name, issuerKey: key, valid: valid,
            Certificate.Extensions {
                if !alternatives.isEmpty { SubjectAlternativeNames(alternatives) }
            })
        return Issued(certificate: try certificate.serializeAsPEM().pemString, key: own.pemRepresentation)
    }

    private static func certificate(
        subject: DistinguishedName, key: P256.Signing.PublicKey, issuer: DistinguishedName,
        issuerKey: P256.Signing.PrivateKey, valid: ClosedRange<Double>, _ extensions: Certificate.Extensions
    ) throws -> Certificate {
        try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: .init(key),
            notValidBefore: Date(timeIntervalSinceNow: valid.lowerBound),
            notValidAfter: Date(timeIntervalSinceNow: valid.upperBound), issuer: issuer, subject: subject,
            signatureAlgorithm: .ecdsaWithSHA256, extensions: extensions, issuerPrivateKey: .init(issuerKey))
    }
}
