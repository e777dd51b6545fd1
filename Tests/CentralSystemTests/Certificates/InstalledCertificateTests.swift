import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Certificates installed in charge points")
struct InstalledCertificateTests {
    private func fixture() async throws -> CentralSystemFixture {
        let fixture = try await CentralSystemFixture(authority: try await CertificateFixture.authority.value)
        try await fixture.register()
        return fixture
    }

    private func install(
        _ fixture: CentralSystemFixture, _ content: InstalledCertificateService.Content
    ) async throws -> InstalledCertificate {
        try await fixture.system.certificates.installedCertificates.install(
            content, as: .centralSystemRootCertificate, in: "CP-1", requestedBy: "test", timeout: nil
        ).certificate
    }

    private func read(_ fixture: CentralSystemFixture) async throws -> [InstalledCertificate] {
        let service = fixture.system.certificates.installedCertificates
        _ = try await service.read(.centralSystemRootCertificate, from: "CP-1", requestedBy: "test", timeout: nil)
        return try await service.list(chargePoint: "CP-1").certificates
    }

    private func listing(_ hashes: [CertificateHashDataType]) throws -> String {
        let response = GetInstalledCertificateIdsResponse(
            status: hashes.isEmpty ? .notFound : .accepted, certificateHashData: hashes.isEmpty ? nil : hashes)
        return String(decoding: try PayloadEncoder.encode(response), as: UTF8.self)
    }

    @Test("line endings become LF, and the text is sent whatever it is", arguments: ["", "any text\r\nwhatever\r\n", "a\rb"])
    func anyText(text: String) async throws {
        let fixture = try await fixture()
        let station = try await fixture.connect()
        station.link.answer { _ in #"{"status":"Rejected"}"# }
        #expect(try await install(fixture, .text(text)).state == .rejected)
        let payload = try JSONNode.parse(Array(try #require(station.link.calls.first?.payload).utf8))
        #expect(payload["certificate"]?.string == String(text.map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 }))
    }

    @Test("the root of this server is installed by its kind of key, and a known one by its fingerprint")
    func own() async throws {
        let fixture = try await fixture()
        let station = try await fixture.connect()
        let root = try #require(try await CertificateFixture.authority.value.chain(.rsa).last)
        #expect(try await install(fixture, .authority(.rsa)).document == root)
        #expect(try await install(fixture, .known(fingerprint: root.fingerprint.uppercased())).document == root)
        #expect(station.link.calls.count == 2)
        await #expect(throws: CentralSystemError.self) {
            try await install(fixture, .known(fingerprint: String(repeating: "0", count: 64)))
        }
        // Sent twice, it is there once.
        #expect(try await fixture.system.certificates.installedCertificates.list(chargePoint: "CP-1").certificates.map(\.state) == [.installed, .notListed])
    }

    @Test("a list names certificates that were never sent from here, where they are known")
    func known() async throws {
        let fixture = try await fixture()
        let root = try #require(try await CertificateFixture.authority.value.chain(.ellipticCurve).last)
        let hashes = try #require(try root.hashData(.sha384))
        var stranger = hashes
        stranger.serialNumber = try BoundedString("99")
        let text = try listing([hashes, stranger])
        try await fixture.connect().link.answer { _ in text }
        let found = try await read(fixture)
        #expect(found.map(\.hashData) == [stranger, hashes])
        #expect(found.map(\.document) == [nil, root])
        #expect(found.map(\.state) == [.installed, .installed])
    }

    @Test("what is listed no longer is gone, and comes back when it is listed again")
    func gone() async throws {
        let fixture = try await fixture()
        let station = try await fixture.connect()
        let root = try #require(try await CertificateFixture.authority.value.chain(.ellipticCurve).last)
        let (full, empty) = (try listing([try #require(try root.hashData(.sha256))]), try listing([]))
        _ = try await install(fixture, .authority(.ellipticCurve))
        station.link.answer { _ in full }
        #expect(try await read(fixture).map(\.state) == [.installed])
        station.link.answer { _ in empty }
        #expect(try await read(fixture).map(\.state) == [.notListed])
        station.link.answer { _ in full }
        #expect(try await read(fixture).map(\.state) == [.installed])
    }

    @Test("an answer that was lost is made good by the next list")
    func lostAnswer() async throws {
        let fixture = try await fixture()
        let station = try await fixture.connect()
        station.link.answer { action throws(CallFailure) in throw CallFailure(.timedOut, action: action) }
        #expect(try await install(fixture, .authority(.ellipticCurve)).state == .unanswered)
        let root = try #require(try await CertificateFixture.authority.value.chain(.ellipticCurve).last)
        let text = try listing([try #require(try root.hashData(.sha512))])
        station.link.answer { _ in text }
        #expect(try await read(fixture).map(\.state) == [.installed])
    }

    @Test("one that was never listed is deleted by hash data of our own; one that cannot be named is not")
    func deleteUnlisted() async throws {
        let fixture = try await fixture()
        let station = try await fixture.connect()
        let service = fixture.system.certificates.installedCertificates
        let certificate = try await install(fixture, .authority(.ellipticCurve))
        let deleted = try await service.delete(certificate.id, from: "CP-1", requestedBy: "test", timeout: nil)
        #expect(deleted.certificate.state == .deleted)
        #expect(station.link.calls.last?.payload.contains("SHA256") == true)
        let unnamed = try await install(fixture, .text("nonsense"))
        await #expect(throws: CentralSystemError.self) {
            try await service.delete(unnamed.id, from: "CP-1", requestedBy: "test", timeout: nil)
        }
    }

    @Test("a removed charge point's certificates are forgotten")
    func removed() async throws {
        let fixture = try await fixture()
        _ = try await fixture.connect()
        _ = try await install(fixture, .authority(.ellipticCurve))
        let key = try await fixture.key()
        try await fixture.system.chargePoints.delete("CP-1")
        #expect(try await fixture.database.read { try InstalledCertificateStore.list(chargePointKey: key, in: $0) }.isEmpty)
    }
}
