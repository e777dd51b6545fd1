import OCPP16
import OCPPJ
import Persistence
import SwiftASN1
import Testing
import X509

@testable import CentralSystem

@Suite("Verifying client certificates")
struct ClientCertificateVerificationTests {
    let morning = CentralSystemFixture.morning

    func fixture(_ rule: CertificateSubjectRule = .serialNumberOrIdentity) async throws -> CentralSystemFixture {
        let fixture = try await CentralSystemFixture(
            CentralSystemSettings(certificates: CertificateSettings(subject: rule)),
            authority: try await CertificateFixture.authority.value)
        try await fixture.register(password: .set(CentralSystemFixture.password))
        return fixture
    }

    /// Why the certificates are refused; nil when they are taken.
    func refusal(
        _ fixture: CentralSystemFixture, _ chain: [DecodedCertificate], of identity: String = "CP-1", serialNumber: String? = nil,
        at moment: Timestamp = CentralSystemFixture.morning
    ) async throws -> String? {
        let holder = CertificateHolder(
            chargePoint: ChargePointReference(key: try await fixture.key(identity), identity: identity),
            serialNumber: serialNumber)
        do {
            _ = try await fixture.system.certificates.verification.verify(chain.map(\.bytes), of: holder, at: moment)
            return nil
        } catch let refusal as ClientCertificateRefusal {
            return refusal.reason
        }
    }

    func own(_ kind: KeyKind = .ellipticCurve) async throws -> SigningAuthority {
        try await CertificateFixture.authority.value.signing(kind)
    }

    @Test("certificates of both authorities are taken, with and without the root", arguments: KeyKind.allCases)
    func taken(kind: KeyKind) async throws {
        let fixture = try await fixture()
        let signing = try await own(kind)
        let leaf = try CertificateFixture.leaf(from: signing)
        #expect(try await refusal(fixture, [leaf]) == nil)
        #expect(try await refusal(fixture, [leaf, signing.certificate]) == nil)
    }

    @Test("one whose time is over, or has not come, is refused with the day")
    func validity() async throws {
        let fixture = try await fixture()
        let leaf = try CertificateFixture.leaf(from: try await own(), days: 30)
        #expect(try await refusal(fixture, [leaf], at: morning.advanced(bySeconds: 31 * 86_400)) == "the certificate expired on \(leaf.notAfter.day)")
        #expect(try await refusal(fixture, [leaf], at: morning.advanced(bySeconds: -3600)) == "the certificate is valid from \(leaf.notBefore.day) on")
        // Also when it was good a moment ago.
        #expect(try await refusal(fixture, [leaf]) == nil)
        #expect(try await refusal(fixture, [leaf], at: morning.advanced(bySeconds: 31 * 86_400)) != nil)
    }

    @Test("one of a stranger's authority is refused, also when its issuer comes along or bears our name")
    func strangers() async throws {
        let fixture = try await fixture()
        let foreign = try await CertificateFixture.foreignRoot()
        let leaf = try CertificateFixture.leaf(from: foreign)
        #expect(try await refusal(fixture, [leaf])?.contains("leads to no trusted authority") == true)
        #expect(try await refusal(fixture, [leaf, foreign.certificate])?.contains("leads to no trusted authority") == true)
        let impostorKey = CertificateFixture.newKey()
        let impostor = try Certificate(
            version: .v3, serialNumber: .random128(), publicKey: CertificateFixture.newKey().publicKey,
            notValidBefore: morning.date, notValidAfter: morning.advanced(bySeconds: 3600).date,
            issuer: try await own().certificate.certificate.subject, subject: try CertificateFixture.name("CP-1"),
            extensions: Certificate.Extensions(), issuerPrivateKey: impostorKey)
        #expect(try await refusal(fixture, [try DecodedCertificate(impostor)]) != nil)
    }

    @Test("a self-signed certificate is refused")
    func selfSigned() async throws {
        let fixture = try await fixture()
        #expect(try await refusal(fixture, [try await CertificateFixture.foreignRoot("CP-1").certificate]) != nil)
    }

    @Test("bytes that are no certificate are refused", arguments: [[], [0x30], [0x30, 0x03, 0x02, 0x01, 0x01], Array("text".utf8)])
    func nonsense(bytes: [UInt8]) async throws {
        let fixture = try await fixture()
        let holder = CertificateHolder(chargePoint: ChargePointReference(key: try await fixture.key(), identity: "CP-1"))
        await #expect(throws: ClientCertificateRefusal.self) {
            _ = try await fixture.system.certificates.verification.verify([bytes], of: holder, at: morning)
        }
        await #expect(throws: ClientCertificateRefusal.self) {
            _ = try await fixture.system.certificates.verification.verify([], of: holder, at: morning)
        }
    }

    @Test("a certificate for servers is refused")
    func purpose() async throws {
        let fixture = try await fixture()
        let leaf = try CertificateFixture.leaf(from: try await own(), purpose: .serverAuth)
        #expect(try await refusal(fixture, [leaf])?.contains("not for clients") == true)
    }

    @Test("a certificate of a charge point signs no others")
    func leafAsIssuer() async throws {
        let fixture = try await fixture()
        let key = CertificateFixture.newKey()
        let leaf = try await own().issue(
            try CertificateFixture.name("CP-2"), publicKey: key.publicKey, for: .clientAuth, from: morning, days: 10)
        let forged = try Certificate(
            version: .v3, serialNumber: .random128(), publicKey: CertificateFixture.newKey().publicKey,
            notValidBefore: morning.date, notValidAfter: morning.advanced(bySeconds: 3600).date,
            issuer: leaf.certificate.subject, subject: try CertificateFixture.name("CP-1"), extensions: Certificate.Extensions(),
            issuerPrivateKey: key)
        #expect(try await refusal(fixture, [try DecodedCertificate(forged), leaf]) != nil)
    }

    @Test("the name must be the charge point's, as the setting says", arguments: [
        (CertificateSubjectRule.serialNumberOrIdentity, "CP-1", nil as String?, true), (.serialNumberOrIdentity, "SN-1", "SN-1", true),
        (.serialNumberOrIdentity, "SN-1", nil, false), (.serialNumberOrIdentity, "CP-2", "SN-1", false),
        (.identity, "SN-1", "SN-1", false), (.serialNumber, "CP-1", "SN-1", false), (.any, "CP-2", nil, true),
    ])
    func names(rule: CertificateSubjectRule, name: String, serialNumber: String?, isTaken: Bool) async throws {
        let fixture = try await fixture(rule)
        let leaf = try CertificateFixture.leaf(name, from: try await own())
        #expect((try await refusal(fixture, [leaf], serialNumber: serialNumber) == nil) == isTaken)
    }

    @Test("alternative names count like the common name", arguments: [
        (GeneralName.dnsName("CP-1"), true), (.uniformResourceIdentifier("urn:serial:CP-1"), true),
        (.uniformResourceIdentifier("https://example.com/CP-1"), true), (.dnsName("CP-2"), false),
        (.rfc822Name("CP-1"), false),
    ])
    func alternatives(name: GeneralName, isTaken: Bool) async throws {
        let fixture = try await fixture()
        let leaf = try CertificateFixture.leaf("Charger of ACME", from: try await own(), names: [name])
        #expect((try await refusal(fixture, [leaf]) == nil) == isTaken)
    }

    @Test("one that was issued here is its charge point's alone, whatever the setting and the names say")
    func issuedToAnother() async throws {
        let fixture = try await fixture(.any)
        try await fixture.register("CP-2", password: .set(CentralSystemFixture.password))
        let station = try await fixture.connect("CP-2")
        _ = try await station.result("SignCertificate", try CertificateFixture.message(try CertificateFixture.request("CP-1")))
        for delivery in try await fixture.system.certificates.delivery.deliver(chargePointKey: try await fixture.key("CP-2")) {
            await delivery.value
        }
        let records = try await fixture.system.certificates.chargePointCertificates.list(CertificateFilter(), PageRequest()).items
        let chain = try DecodedCertificate.all(inPEM: try #require(records.first?.chain))
        #expect(try await refusal(fixture, chain, of: "CP-2") == nil)
        #expect(try await refusal(fixture, chain, of: "CP-1")?.contains("issued to another charge point") == true)
    }

    @Test("one that was issued here is good no more once its charge point was removed, under the same identity too")
    func removed() async throws {
        let fixture = try await fixture()
        let station = try await fixture.connect()
        _ = try await station.result("SignCertificate", try CertificateFixture.message(try CertificateFixture.request()))
        for delivery in try await fixture.system.certificates.delivery.deliver(chargePointKey: try await fixture.key()) {
            await delivery.value
        }
        let records = try await fixture.system.certificates.chargePointCertificates.list(CertificateFilter(), PageRequest()).items
        let chain = try DecodedCertificate.all(inPEM: try #require(records.first?.chain))
        #expect(try await refusal(fixture, chain) == nil)
        try await fixture.system.chargePoints.delete("CP-1")
        try await fixture.register()
        #expect(try await refusal(fixture, chain)?.contains("revoked") == true)
    }

    @Test("an operator's trusted authority counts until it is removed")
    func trusted() async throws {
        let fixture = try await fixture()
        let foreign = try await CertificateFixture.foreignRoot()
        let leaf = try CertificateFixture.leaf(from: foreign)
        let trusted = fixture.system.certificates.trustedAuthorities
        _ = try await trusted.add(foreign.certificate.pem.replacing("\n", with: "\r\n"), note: "Manufacturer")
        #expect(try await refusal(fixture, [leaf]) == nil)
        try await trusted.remove(foreign.certificate.fingerprint)
        #expect(try await refusal(fixture, [leaf]) != nil)
        await #expect(throws: CentralSystemError.self) { try await trusted.add(leaf.pem, note: nil) }
        let ownRoot = try await own().certificate
        await #expect(throws: CentralSystemError.self) { try await trusted.remove(ownRoot.fingerprint) }
    }

    @Test("a former authority of this server stays trusted")
    func formerGeneration() async throws {
        let fixture = try await fixture()
        let leaf = try CertificateFixture.leaf(from: try await own())
        let directory = try CertificateDirectory(CertificateFixture.temporaryFolder(), logger: CertificateFixture.logger)
        let next = try await CertificateAuthority(in: directory, settings: AuthoritySettings(rsaBits: 2048), at: morning)
        let system = try await fixture.restarted(authority: next)
        let holder = CertificateHolder(chargePoint: ChargePointReference(key: try await fixture.key(), identity: "CP-1"))
        _ = try await system.certificates.verification.verify([leaf.bytes], of: holder, at: morning)
        // Unless its key is known to be lost.
        try await system.certificates.trustedAuthorities.remove(try await own().certificate.fingerprint)
        await #expect(throws: ClientCertificateRefusal.self) {
            _ = try await system.certificates.verification.verify([leaf.bytes], of: holder, at: morning)
        }
    }

    @Test("one that expired with its authority is refused")
    func expiredAuthority() async throws {
        let fixture = try await fixture()
        let foreign = try await CertificateFixture.foreignRoot()
        _ = try await fixture.system.certificates.trustedAuthorities.add(foreign.certificate.pem, note: nil)
        let leaf = try CertificateFixture.leaf(from: foreign, days: 10_000)
        #expect(try await refusal(fixture, [leaf]) == nil)
        #expect(try await refusal(fixture, [leaf], at: morning.advanced(bySeconds: 366 * 86_400)) != nil)
    }

    @Test("a path over an intermediate is remembered for resumed sessions, which bring the leaf alone")
    func resumed() async throws {
        let fixture = try await fixture()
        let key = CertificateFixture.newKey()
        let root = try await CertificateFixture.foreignRoot(years: 5)
        let intermediate = try Certificate(
            version: .v3, serialNumber: .random128(), publicKey: key.publicKey, notValidBefore: morning.date,
            notValidAfter: morning.advanced(bySeconds: 86_400 * 100).date, issuer: root.certificate.certificate.subject,
            subject: try CertificateFixture.name("Issuing"),
            extensions: Certificate.Extensions { Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0)) },
            issuerPrivateKey: try Certificate.PrivateKey(pemEncoded: try root.privateKeyText))
        let issuing = try SigningAuthority(
            certificate: try DecodedCertificate(intermediate), issuers: [root.certificate], privateKey: key)
        let leaf = try CertificateFixture.leaf(from: issuing)
        _ = try await fixture.system.certificates.trustedAuthorities.add(root.certificate.pem, note: nil)
        #expect(try await refusal(fixture, [leaf]) != nil)
        #expect(try await refusal(fixture, [leaf, issuing.certificate]) == nil)
        #expect(try await refusal(fixture, [leaf]) == nil)
        // A change of the trust has everything verified again.
        _ = try await fixture.system.certificates.trustedAuthorities.add(
            try await CertificateFixture.foreignRoot("Another").certificate.pem, note: nil)
        #expect(try await refusal(fixture, [leaf]) == nil)
    }

    @Test("a revoked certificate is refused at once, and its connection is closed")
    func revoked() async throws {
        let fixture = try await fixture()
        let leaf = try CertificateFixture.leaf(from: try await own())
        #expect(try await refusal(fixture, [leaf]) == nil)
        _ = try await fixture.system.chargePoints.update(
            "CP-1", ChargePointChanges(security: SecurityRegistration(profile: .some(.tlsWithClientCertificate))))
        let link = FakeLink()
        try await fixture.knock(
            "CP-1", security: TransportSecurity(version: "TLSv1.3", clientCertificates: [leaf.bytes])
        ).responder.opened(link)
        await fixture.system.flush()
        let service = fixture.system.certificates.chargePointCertificates
        let record = try #require(try await service.list(CertificateFilter(), PageRequest()).items.first)
        #expect(record.origin == .presented)
        _ = try await service.revoke(record.id, reason: "stolen")
        #expect(try await refusal(fixture, [leaf]) == "the certificate was revoked on \(morning.day)")
        #expect(link.closed == [.closedByOperator("its certificate was revoked")])
        await #expect(throws: CentralSystemError.self) { try await service.revoke(record.id, reason: nil) }
    }

    @Test("the use of a certificate is recorded, and a newer one that is used supersedes the older")
    func uses() async throws {
        let fixture = try await fixture()
        let older = try CertificateFixture.leaf(from: try await own())
        let newer = try CertificateFixture.leaf(from: try await own())
        #expect(try await refusal(fixture, [older]) == nil)
        await fixture.system.flush()
        #expect(try await refusal(fixture, [newer], at: morning.advanced(bySeconds: 60)) == nil)
        await fixture.system.flush()
        let records = try await fixture.system.certificates.chargePointCertificates.list(
            CertificateFilter(chargePoint: "CP-1"), PageRequest()
        ).items
        #expect(records.map(\.state) == [.active, .superseded])
        #expect(records.map(\.firstUsedAt) == [morning.advanced(bySeconds: 60), morning])
        // Superseded is not revoked: it may have been kept as a spare.
        #expect(try await refusal(fixture, [older]) == nil)
    }

    @Test("a storm of reconnecting charge points is answered from memory")
    func storm() async throws {
        let fixture = try await fixture()
        let leaf = try CertificateFixture.leaf(from: try await own())
        #expect(try await refusal(fixture, [leaf]) == nil)
        let holder = CertificateHolder(chargePoint: ChargePointReference(key: try await fixture.key(), identity: "CP-1"))
        let before = fixture.database.statistics().reads
        for _ in 0..<1000 {
            _ = try await fixture.system.certificates.verification.verify([leaf.bytes], of: holder, at: morning)
        }
        #expect(fixture.database.statistics().reads == before)
    }
}
