import Crypto
import CryptoExtras
import Foundation
import Logging
import OCPP16
import OCPPJ
import SwiftASN1
import X509

@testable import CentralSystem

/// Keys, requests and certificates for tests. One authority serves all of them, because RSA keys take their time.
enum CertificateFixture {
    static let logger: Logger = {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }()

    static let authority = Task {
        try await CertificateAuthority(
            in: try CertificateDirectory(temporaryFolder(), logger: logger), settings: AuthoritySettings(rsaBits: 2048),
            at: CentralSystemFixture.morning)
    }

    static let rsaKey = Task { try await KeyMaker.make(.rsa, rsaBits: 2048) }

    /// Somebody else's root.
    static func foreignRoot(
        _ name: String = "Manufacturer", from moment: Timestamp = CentralSystemFixture.morning, years: Int = 1
    ) async throws -> SigningAuthority {
        try SigningAuthority(
            root: name, key: Certificate.PrivateKey(P256.Signing.PrivateKey()), from: moment, years: years)
    }

    /// A path in the temporary folder that does not exist yet.
    static func temporaryFolder() -> String {
        FileManager.default.temporaryDirectory.appending(path: "certificates-\(UUID().uuidString)").path
    }

    static func newKey() -> Certificate.PrivateKey { Certificate.PrivateKey(P256.Signing.PrivateKey()) }

    static func name(_ commonName: String?, organization: String? = nil) throws -> DistinguishedName {
        try DistinguishedName {
            if let organization { OrganizationName(organization) }
            if let commonName { CommonName(commonName) }
        }
    }

    /// A request in PEM.
    static func request(
        _ commonName: String? = "CP-1", organization: String? = nil, key: Certificate.PrivateKey = newKey()
    ) throws -> String {
        let request = try CertificateSigningRequest(
            version: .v1, subject: try name(commonName, organization: organization), privateKey: key,
            attributes: CertificateSigningRequest.Attributes())
        return try request.serializeAsPEM().pemString
    }

    /// SignCertificate as JSON.
    static func message(_ pem: String) throws -> String {
        String(decoding: try PayloadEncoder.encode(SignCertificate(csr: try BoundedString(pem))), as: UTF8.self)
    }

    /// A client's certificate.
    static func leaf(
        _ commonName: String = "CP-1", from signing: SigningAuthority, at moment: Timestamp = CentralSystemFixture.morning,
        purpose: ExtendedKeyUsage.Usage = .clientAuth, names: [GeneralName] = [], days: Int = 30
    ) throws -> DecodedCertificate {
        try signing.issue(
            try name(commonName), publicKey: newKey().publicKey, for: purpose, names: names, from: moment, days: days)
    }
}
