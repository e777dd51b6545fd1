import OCPP16
import OCPPJ
import Testing
import X509

@testable import CentralSystem

@Suite("Signing certificates of charge points")
struct SigningTests {
    private func fixture(_ settings: CertificateSettings = CertificateSettings()) async throws -> CentralSystemFixture {
        let fixture = try await CentralSystemFixture(
            CentralSystemSettings(certificates: settings), authority: try await CertificateFixture.authority.value)
        try await fixture.register(password: .set(CentralSystemFixture.password))
        return fixture
    }

    /// Sends a request; the answer's status.
    private func ask(_ station: Station, _ pem: String) async throws -> String? {
        try await station.result("SignCertificate", try CertificateFixture.message(pem))["status"]?.string
    }

    private func deliver(_ system: CentralSystem, _ key: Int64?) async throws {
        for delivery in try await system.certificates.delivery.deliver(chargePointKey: key) { await delivery.value }
    }

    private func certificates(_ system: CentralSystem) async throws -> [ChargePointCertificate] {
        try await system.certificates.chargePointCertificates.list(CertificateFilter(chargePoint: "CP-1"), PageRequest()).items
    }

    private func sent(_ station: Station) throws -> [DecodedCertificate] {
        let call = try #require(station.link.calls.last { $0.action == "CertificateSigned" })
        let payload = try JSONNode.parse(Array(call.payload.utf8))
        return try DecodedCertificate.all(inPEM: try #require(payload["certificateChain"]?.string))
    }

    @Test("the request is kept with the answer; the certificate follows, signed by the authority of the same kind of key", arguments: KeyKind.allCases)
    func signed(kind: KeyKind) async throws {
        let fixture = try await fixture()
        let station = try await fixture.connect()
        let key = kind == .rsa ? try await CertificateFixture.rsaKey.value : CertificateFixture.newKey()
        #expect(try await ask(station, try CertificateFixture.request(organization: "Operator", key: key)) == "Accepted")
        #expect(station.link.calls.isEmpty)
        #expect(try await certificates(fixture.system).map(\.state) == [.requested])
        try await deliver(fixture.system, try await fixture.key())
        let chain = try sent(station)
        let authority = try await CertificateFixture.authority.value
        #expect(chain.count == 2)
        #expect(chain[1] == authority.chain(kind)[0])
        #expect(chain[1].hasIssued(chain[0]))
        #expect(chain[0].certificate.publicKey == key.publicKey)
        #expect(chain[0].certificate.signatureAlgorithm == (kind == .rsa ? .sha256WithRSAEncryption : .ecdsaWithSHA256))
        #expect(chain[0].certificate.subject == (try CertificateFixture.name("CP-1", organization: "Operator")))
        #expect(try chain[0].certificate.extensions.extendedKeyUsage?.contains(.clientAuth) == true)
        #expect(chain[0].notAfter.seconds(since: fixture.time.now()) == 365 * 86_400)
        let record = try #require(try await certificates(fixture.system).first)
        #expect(record.state == .active)
        #expect(record.fingerprint == chain[0].fingerprint)
    }

    @Test("who has not shown who it is gets no certificate")
    func unproven() async throws {
        let fixture = try await CentralSystemFixture(authority: try await CertificateFixture.authority.value)
        try await fixture.register()
        let station = try await fixture.connect()
        #expect(try await ask(station, try CertificateFixture.request()) == "Rejected")
        #expect(try await certificates(fixture.system).first?.explanation?.contains("security profile 0") == true)
    }

    @Test("a stop of the server between the answer and CertificateSigned loses nothing")
    func restart() async throws {
        let fixture = try await fixture()
        #expect(try await ask(try await fixture.connect(), try CertificateFixture.request()) == "Accepted")
        let restarted = try await fixture.restarted(authority: try await CertificateFixture.authority.value)
        let admitted = try await restarted.admission.decide(
            UpgradeRequest(
                target: "/ocpp/CP-1", identity: "CP-1",
                authorization: AdmissionTests.basic("CP-1", CentralSystemFixture.password), subprotocols: ["ocpp1.6"],
                remoteAddress: "10.0.0.7:1", receivedAt: fixture.time.now()))
        let link = FakeLink()
        admitted.responder.opened(link)
        // Not before there was time for the answer to go out.
        try await deliver(restarted, nil)
        #expect(link.calls.isEmpty)
        fixture.time.advance(seconds: 6)
        try await deliver(restarted, nil)
        #expect(link.calls.map(\.action) == ["CertificateSigned"])
        #expect(try await certificates(restarted).map(\.state) == [.active])
    }

    @Test("an unanswered certificate is sent again when the charge point boots, the same one; after five times it is given up")
    func unanswered() async throws {
        let fixture = try await fixture()
        let station = try await fixture.connect()
        station.link.answer { action throws(CallFailure) in throw CallFailure(.timedOut, action: action) }
        #expect(try await ask(station, try CertificateFixture.request()) == "Accepted")
        try await deliver(fixture.system, try await fixture.key())
        let first = try sent(station)
        #expect(try await certificates(fixture.system).map(\.state) == [.signed])
        try await deliver(fixture.system, nil)
        #expect(station.link.calls.count == 1)
        _ = try await station.result("BootNotification", Station.boot)
        try await deliver(fixture.system, nil)
        #expect(station.link.calls.count == 2)
        #expect(try sent(station) == first)
        for _ in 0..<5 {
            fixture.time.advance(seconds: 61)
            try await deliver(fixture.system, nil)
        }
        #expect(station.link.calls.count == 5)
        #expect(try await certificates(fixture.system).map(\.state) == [.unanswered])
    }

    @Test("a charge point that is not connected holds up nobody, and gets its certificate when it is back")
    func away() async throws {
        let fixture = try await fixture()
        let station = try await fixture.connect()
        #expect(try await ask(station, try CertificateFixture.request()) == "Accepted")
        station.responder.closed(.connectionLost)
        fixture.time.advance(seconds: 6)
        try await deliver(fixture.system, nil)
        let again = try await fixture.connect()
        _ = try await again.result("BootNotification", Station.boot)
        try await deliver(fixture.system, nil)
        #expect(again.link.calls.map(\.action) == ["CertificateSigned"])
    }

    @Test("a charge point that turns the certificate down keeps its old one", arguments: [true, false])
    func rejected(answersWithError: Bool) async throws {
        let fixture = try await fixture()
        let station = try await fixture.connect()
        _ = try await ask(station, try CertificateFixture.request())
        try await deliver(fixture.system, try await fixture.key())
        station.link.answer { action throws(CallFailure) in
            guard !answersWithError else { throw CallFailure(.callError, action: action, error: CallError(.internalError, "no")) }
            return #"{"status":"Rejected"}"#
        }
        _ = try await ask(station, try CertificateFixture.request())
        try await deliver(fixture.system, try await fixture.key())
        #expect(try await certificates(fixture.system).map(\.state) == [.rejected, .active])
        #expect(station.link.closed.isEmpty)
    }

    @Test("a repeated request is answered alike and signed once")
    func repeated() async throws {
        let fixture = try await fixture()
        let station = try await fixture.connect()
        let text = try CertificateFixture.request()
        for _ in 0..<3 { #expect(try await ask(station, text) == "Accepted") }
        try await deliver(fixture.system, try await fixture.key())
        #expect(try await certificates(fixture.system).count == 1)
    }

    @Test("a refused request leaves its reason and a security event")
    func refused() async throws {
        let fixture = try await fixture()
        #expect(try await ask(try await fixture.connect(), try CertificateFixture.request("CP-2")) == "Rejected")
        let record = try #require(try await certificates(fixture.system).first)
        #expect(record.state == .refused)
        #expect(record.explanation == #"it is for "CP-2", not for CP-1"#)
        let events = try await fixture.system.securityEvents.list(chargePointKey: try await fixture.key()).items
        #expect(events.map(\.type) == [SecurityEventService.signCertificateRejected])
        #expect(events.first?.techInfo == record.explanation)
    }

    @Test("a charge point gone mad is refused, and does not fill the tables")
    func mad() async throws {
        let fixture = try await fixture()
        let station = try await fixture.connect()
        var answers: [String?] = []
        for _ in 0..<20 { answers.append(try await ask(station, try CertificateFixture.request())) }
        #expect(answers.filter { $0 == "Accepted" }.count == 10)
        #expect(try await certificates(fixture.system).count == 11)
        #expect(try await fixture.system.securityEvents.list(chargePointKey: try await fixture.key()).items.count == 1)
        fixture.time.advance(seconds: 61)
        #expect(try await ask(station, try CertificateFixture.request()) == "Accepted")
    }

    @Test("a hundred requests in a day are enough, refused ones too", arguments: ["CP-1", "CP-2"])
    func daily(name: String) async throws {
        let fixture = try await fixture(CertificateSettings(requestsPerMinute: 1000))
        let station = try await fixture.connect()
        for _ in 0..<103 { _ = try await ask(station, try CertificateFixture.request(name)) }
        let records = try await fixture.system.certificates.chargePointCertificates.list(
            CertificateFilter(chargePoint: "CP-1"), PageRequest(limit: 1000)
        ).items
        #expect(records.count == 101)
        #expect(records.first?.explanation?.contains("in a day") == true)
        fixture.time.advance(seconds: 86_401)
        #expect(try await ask(station, try CertificateFixture.request()) == "Accepted")
    }

    @Test("a charge point that waits for acceptance gets no certificate")
    func pending() async throws {
        let fixture = try await CentralSystemFixture(authority: try await CertificateFixture.authority.value)
        try await fixture.register("CP-1", .pending)
        #expect(try await ask(try await fixture.connect(), try CertificateFixture.request()) == "Rejected")
    }

    @Test("the registered serial number makes a request the charge point's own")
    func serialNumber() async throws {
        let fixture = try await CentralSystemFixture(
            authority: try await CertificateFixture.authority.value, serialNumber: { _, _ in "SN-7" })
        try await fixture.register(password: .set(CentralSystemFixture.password))
        let station = try await fixture.connect()
        #expect(try await ask(station, try CertificateFixture.request("SN-7")) == "Accepted")
        #expect(try await ask(station, try CertificateFixture.request("SN-8")) == "Rejected")
    }

    @Test("a request with the key of a revoked certificate is refused")
    func revokedKey() async throws {
        let fixture = try await fixture()
        let station = try await fixture.connect()
        let key = CertificateFixture.newKey()
        _ = try await ask(station, try CertificateFixture.request(key: key))
        try await deliver(fixture.system, try await fixture.key())
        let id = try #require(try await certificates(fixture.system).first?.id)
        _ = try await fixture.system.certificates.chargePointCertificates.revoke(id, reason: "lost")
        #expect(try await ask(station, try CertificateFixture.request(key: key)) == "Rejected")
        #expect(try await ask(station, try CertificateFixture.request()) == "Accepted")
    }
}
