import Crypto
import OCPPJ
import SwiftASN1
import Testing
import X509

@testable import CentralSystem

/// Chains that are built to cost more than they should.
extension ClientCertificateVerificationTests {
    @Test("certificates that all issue each other cost no more than one of them", .timeLimit(.minutes(10)))
    func crossIssued() async throws {
        let fixture = try await fixture()
        let key = Certificate.PrivateKey(P521.Signing.PrivateKey())
        let name = try await own().certificate.certificate.subject
        let circle = try (0..<7).map { index in
            try DecodedCertificate(
                Certificate(
                    version: .v3, serialNumber: .random128(), publicKey: key.publicKey, notValidBefore: morning.date,
                    notValidAfter: morning.advanced(bySeconds: 3600).date, issuer: name, subject: name,
                    extensions: try Certificate.Extensions {
                        Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                        SubjectAlternativeNames([.dnsName("\(index).example.com")])
                    }, issuerPrivateKey: key))
        }
        let leaf = try DecodedCertificate(
            Certificate(
                version: .v3, serialNumber: .random128(), publicKey: CertificateFixture.newKey().publicKey,
                notValidBefore: morning.date, notValidAfter: morning.advanced(bySeconds: 3600).date, issuer: name,
                subject: try CertificateFixture.name("CP-1"), extensions: Certificate.Extensions(), issuerPrivateKey: key))
        #expect(try await refusal(fixture, [leaf] + circle) != nil)
    }
}
