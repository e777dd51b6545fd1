import OCPP16
import OCPPJ
import Testing
import X509

@testable import CentralSystem

@Suite("Renewal of certificates")
struct CertificateRenewalTests {
    private func fixture(automation: Bool = true) async throws -> CentralSystemFixture {
        let fixture = try await CentralSystemFixture(
            CentralSystemSettings(automation: automation), authority: try await CertificateFixture.authority.value)
        try await fixture.register(password: .set(CentralSystemFixture.password))
        return fixture
    }

    private func obtainCertificate(_ fixture: CentralSystemFixture, _ station: Station) async throws {
        _ = try await station.result("SignCertificate", try CertificateFixture.message(try CertificateFixture.request()))
        for delivery in try await fixture.system.certificates.delivery.deliver(chargePointKey: try await fixture.key()) {
            await delivery.value
        }
    }

    private func renewals(_ fixture: CentralSystemFixture) async throws -> [CertificateRenewal] {
        try await fixture.system.certificates.renewals.list(chargePoint: "CP-1", PageRequest()).items
    }

    private func state(_ fixture: CentralSystemFixture) async throws -> CertificateRenewalState? {
        try await renewals(fixture).first?.effectiveState(at: fixture.time.now())
    }

    @Test("from the trigger to the use of the new certificate")
    func life() async throws {
        let fixture = try await fixture()
        let station = try await fixture.connect()
        _ = try await fixture.system.certificates.renewals.request(of: "CP-1", requestedBy: "test")
        #expect(station.link.calls.map(\.payload) == [#"{"requestedMessage":"SignChargePointCertificate"}"#])
        #expect(try await state(fixture) == .triggered)
        _ = try await station.result("SignCertificate", try CertificateFixture.message(try CertificateFixture.request()))
        #expect(try await state(fixture) == .requestReceived)
        for delivery in try await fixture.system.certificates.delivery.deliver(chargePointKey: nil) { await delivery.value }
        fixture.time.advance(seconds: 6)
        for delivery in try await fixture.system.certificates.delivery.deliver(chargePointKey: nil) { await delivery.value }
        #expect(try await state(fixture) == .installed)
        let chain = try DecodedCertificate.all(inPEM: try #require(try await renewals(fixture).first?.certificate?.chain))
        _ = try await fixture.system.certificates.verification.verify(
            chain.map(\.bytes),
            of: CertificateHolder(chargePoint: ChargePointReference(key: try await fixture.key(), identity: "CP-1")),
            at: fixture.time.now())
        await fixture.system.flush()
        #expect(try await state(fixture) == .inUse)
    }

    @Test("a charge point that refuses, or does not know the message, or stays silent", arguments: [
        (#"{"status":"Rejected"}"#, CertificateRenewalState.refused), (#"{"status":"NotImplemented"}"#, .refused), ("", .unanswered),
    ])
    func refused(answer: String, state: CertificateRenewalState) async throws {
        let fixture = try await fixture()
        try await fixture.connect().link.answer { action throws(CallFailure) in
            guard !answer.isEmpty else { throw CallFailure(.timedOut, action: action) }
            return answer
        }
        _ = try await fixture.system.certificates.renewals.request(of: "CP-1", requestedBy: "test")
        #expect(try await self.state(fixture) == state)
        #expect(try await renewals(fixture).first?.explanation != nil)
    }

    @Test("a request that never comes ends the renewal")
    func timedOut() async throws {
        let fixture = try await fixture()
        _ = try await fixture.connect()
        _ = try await fixture.system.certificates.renewals.request(of: "CP-1", requestedBy: "test")
        fixture.time.advance(seconds: 601)
        #expect(try await state(fixture) == .timedOut)
    }

    @Test("a request that is refused here ends the renewal with its reason")
    func requestRefused() async throws {
        let fixture = try await fixture()
        let station = try await fixture.connect()
        _ = try await fixture.system.certificates.renewals.request(of: "CP-1", requestedBy: "test")
        _ = try await station.result("SignCertificate", try CertificateFixture.message(try CertificateFixture.request("CP-9")))
        #expect(try await state(fixture) == .refused)
        #expect(try await renewals(fixture).first?.effectiveExplanation?.contains("CP-9") == true)
    }

    @Test("a request without a trigger belongs to no renewal")
    func unasked() async throws {
        let fixture = try await fixture()
        try await obtainCertificate(fixture, try await fixture.connect())
        #expect(try await renewals(fixture).isEmpty)
    }

    @Test("what expires soon is renewed unasked where automation is allowed, once a day", arguments: [true, false])
    func automatic(isAllowed: Bool) async throws {
        let fixture = try await fixture(automation: isAllowed)
        let station = try await fixture.connect()
        try await obtainCertificate(fixture, station)
        let triggers = { station.link.calls.filter { $0.action == "ExtendedTriggerMessage" }.count }
        fixture.time.advance(seconds: 334 * 86_400)
        try await fixture.system.certificates.renewals.renewExpiring()
        #expect(triggers() == 0)
        fixture.time.advance(seconds: 2 * 86_400)
        for _ in 0..<3 { try await fixture.system.certificates.renewals.renewExpiring() }
        #expect(triggers() == (isAllowed ? 1 : 0))
        fixture.time.advance(seconds: 86_401)
        try await fixture.system.certificates.renewals.renewExpiring()
        #expect(triggers() == (isAllowed ? 2 : 0))
    }

    @Test("a certificate that has a successor is not renewed again, whether that was used or not")
    func successor() async throws {
        let fixture = try await fixture()
        let station = try await fixture.connect()
        try await obtainCertificate(fixture, station)
        fixture.time.advance(seconds: 336 * 86_400)
        try await obtainCertificate(fixture, station)
        try await fixture.system.certificates.renewals.renewExpiring()
        #expect(!station.link.calls.contains { $0.action == "ExtendedTriggerMessage" })
        try await fixture.system.certificates.expiry.look()
        #expect(fixture.system.metrics.certificatesExpiring.value == 0)
    }

    @Test("certificates that expire soon are counted")
    func counted() async throws {
        let fixture = try await fixture()
        try await obtainCertificate(fixture, try await fixture.connect())
        try await fixture.system.certificates.expiry.look()
        #expect(fixture.system.metrics.certificatesExpiring.value == 0)
        fixture.time.advance(seconds: 336 * 86_400)
        try await fixture.system.certificates.expiry.look()
        #expect(fixture.system.metrics.certificatesExpiring.value == 1)
        fixture.time.advance(seconds: 60 * 86_400)
        try await fixture.system.certificates.expiry.look()
        #expect(fixture.system.metrics.certificatesExpiring.value == 0)
    }
}
