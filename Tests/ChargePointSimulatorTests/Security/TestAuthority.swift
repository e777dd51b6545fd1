import Crypto
import CryptoExtras
import Foundation
import OCPPJ
import SwiftASN1
import X509

@testable import ChargePointSimulator

/// A certificate authority that exists for one test, in the time of the bench.
struct TestAuthority {
    private let key = P256.Signing.PrivateKey()
    private let name: DistinguishedName
    let root: InstalledCertificate

    /// - Parameter issuer: who signs the authority's own certificate; nil for itself.
    init(_ name: String = "Test Root", issuer: TestAuthority? = nil, valid: ClosedRange<Int> = -86_400...864_000_000) throws {
        self.name = try DistinguishedName { CommonName(name) }
        root = try InstalledCertificate(
            pem: Self.certificate(
                subject: self.name, key: .init(key.publicKey), issuer: issuer?.name ?? self.name,
                issuerKey: issuer?.key ?? key, valid: valid,
                Certificate.Extensions { Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil)) }))
    }

    /// The certificate that a request asks for, in PEM.
    ///
    /// - Parameter valid: in seconds from the morning of the tests.
    func sign(_ csr: String, valid: ClosedRange<Int> = -60...31_536_000, commonName: String? = nil) throws -> String {
        let request = try CertificateSigningRequest(pemEncoded: csr)
        let subject = try commonName.map { name in try DistinguishedName { CommonName(name) } } ?? request.subject
        return try Self.certificate(
            subject: subject, key: request.publicKey, issuer: name, issuerKey: key, valid: valid, Certificate.Extensions())
    }

    /// A certificate for a key, in PEM.
    func issue(
        _ subject: String, for key: Certificate.PublicKey, valid: ClosedRange<Int> = -60...31_536_000
    ) throws -> String {
        try Self.certificate(
            subject: DistinguishedName { CommonName(subject) }, key: key, issuer: name, issuerKey: self.key, valid: valid,
            Certificate.Extensions())
    }

    /// The certificate of a charge point as it leaves the factory.
    func own(_ identity: String = "CP-1", valid: ClosedRange<Int> = -60...31_536_000) throws -> OwnCertificate {
        let key = P256.Signing.PrivateKey()
        return try OwnCertificate(
            chain: issue(identity, for: .init(key.publicKey), valid: valid), key: key.pemRepresentation)
    }

    private static func certificate(
        subject: DistinguishedName, key: Certificate.PublicKey, issuer: DistinguishedName,
        issuerKey: P256.Signing.PrivateKey, valid: ClosedRange<Int>, _ extensions: Certificate.Extensions
    ) throws -> String {
        try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key,
            notValidBefore: date(valid.lowerBound), notValidAfter: date(valid.upperBound), issuer: issuer, subject: subject,
            signatureAlgorithm: .ecdsaWithSHA256, extensions: extensions, issuerPrivateKey: .init(issuerKey)
        ).serializeAsPEM().pemString
    }

    private static func date(_ seconds: Int) -> Date {
        Date(timeIntervalSince1970: Double(morning.milliseconds / 1000 + Int64(seconds)))
    }
}
