import Foundation
import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Admission")
struct AdmissionTests {
    static func basic(_ user: String, _ password: String) -> String {
        "Basic " + Data("\(user):\(password)".utf8).base64EncodedString()
    }

    @Test("the policy decides about strangers", arguments: [
        (RegistrationPolicy.open, RegistrationStatus.accepted as RegistrationStatus?), (.pending, .pending), (.closed, nil),
    ])
    func policy(policy: RegistrationPolicy, status: RegistrationStatus?) async throws {
        let fixture = try await CentralSystemFixture(CentralSystemSettings(registration: policy))
        #expect(await fixture.refusal("NEW") == (status == nil ? 404 : nil))
        let found = try? await fixture.system.chargePoints.get("NEW")
        #expect(found?.registrationStatus == status)
    }

    @Test("only so many strangers may wait")
    func pendingLimit() async throws {
        let fixture = try await CentralSystemFixture(CentralSystemSettings(pendingLimit: 2))
        #expect(await fixture.refusal("A") == nil)
        #expect(await fixture.refusal("B") == nil)
        #expect(await fixture.refusal("C") == 404)
        #expect(await fixture.refusal("A") == nil)
        _ = try await fixture.system.chargePoints.update("A", ChargePointChanges(registrationStatus: .accepted))
        #expect(await fixture.refusal("C") == nil)
    }

    @Test("a stranger must have a plain name, a registered charge point need not")
    func names() async throws {
        let fixture = try await CentralSystemFixture()
        #expect(await fixture.refusal("CP 1") == 404)
        #expect(await fixture.refusal(nil) == 404)
        #expect(await fixture.refusal("") == 404)
        #expect(await fixture.refusal(String(repeating: "x", count: 49)) == 404)
        try await fixture.register("CP 1")
        #expect(await fixture.refusal("CP 1") == nil)
    }

    @Test("a password is asked for where there is one, and the user name must be the identity")
    func basic() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register("CP-1", password: .set("secret-of-sixteen"))
        try await fixture.register("CP-2")
        #expect(await fixture.refusal("CP-1") == 401)
        #expect(await fixture.refusal("CP-1", authorization: Self.basic("CP-1", "wrong")) == 401)
        #expect(await fixture.refusal("CP-1", authorization: Self.basic("CP-2", "secret-of-sixteen")) == 401)
        #expect(await fixture.refusal("CP-1", authorization: "Basic !!!") == 401)
        #expect(await fixture.refusal("CP-1", authorization: Self.basic("CP-1", "secret-of-sixteen")) == nil)
        #expect(await fixture.refusal("CP-2") == nil)
        #expect(await fixture.refusal("CP-2", authorization: Self.basic("CP-2", "whatever")) == nil)
        let hexadecimal = Hexadecimal.encode("secret-of-sixteen".utf8)
        #expect(await fixture.refusal("CP-1", authorization: Self.basic("CP-1", hexadecimal)) == nil)
        #expect(try await fixture.rules() == ["passwordAsHexadecimalText"])
    }

    @Test("the password comes before the subprotocol")
    func order() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register("CP-1", password: .set("secret-of-sixteen"))
        #expect(await fixture.refusal("CP-1", subprotocols: ["ocpp2.0.1"]) == 401)
    }

    @Test("the subprotocol is picked from anywhere in the offer", arguments: [
        (["ocpp1.6"], nil as Int?), (["ocpp2.0.1", "ocpp1.6"], nil), (["ocpp2.0.1"], 400), ([], 400), (["ocpp1.60"], 400),
    ])
    func subprotocol(offer: [String], status: Int?) async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        #expect(await fixture.refusal("CP-1", subprotocols: offer) == status)
        if status == nil { #expect(try await fixture.knock("CP-1", subprotocols: offer).subprotocol == "ocpp1.6") }
    }

    @Test("a missing header is tolerated and noted, unless the switch says otherwise")
    func missingSubprotocol() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        try await fixture.register("STRICT", settings: ChargePointSettings(requireSubprotocol: true))
        #expect(try await fixture.knock("CP-1", subprotocols: nil).subprotocol == nil)
        #expect(try await fixture.rules() == ["missingSubprotocol"])
        #expect(await fixture.refusal("STRICT", subprotocols: nil) == 400)
        let strict = try await CentralSystemFixture(CentralSystemSettings(acceptsMissingSubprotocol: false))
        #expect(await strict.refusal("NEW", subprotocols: nil) == 400)
        #expect(try await strict.system.chargePoints.list().items.isEmpty, "who is refused leaves no row")
    }

    @Test("an odd URL is noted")
    func oddURL() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        #expect(await fixture.refusal("CP-1", target: "/ocpp//CP-1/") == nil)
        #expect(try await fixture.rules() == ["oddURL"])
    }

    @Test("refusals are recorded without passwords, newest first")
    func recorded() async throws {
        let fixture = try await CentralSystemFixture(CentralSystemSettings(registration: .closed))
        try await fixture.register("CP-1", password: .set("secret-of-sixteen"))
        _ = await fixture.refusal("NEW")
        _ = await fixture.refusal("CP-1", authorization: Self.basic("SOMEBODY", "wrong-password"))
        await fixture.system.flush()
        let items = try await fixture.system.refusedConnections.list().items
        #expect(items.map(\.status) == [401, 404])
        #expect(items.map(\.identity) == ["CP-1", "NEW"])
        #expect(items[0].reason.contains("user name \"SOMEBODY\""))
        #expect(!items[0].reason.contains("wrong-password"))
        #expect(items[0].remoteAddress == "10.0.0.7:51123")
        #expect(items[0].target == "/ocpp/CP-1")
        #expect(fixture.system.metrics.connectionsRefused["401"].value == 1)
    }

    @Test("many refusals cost one write, and only the newest are kept")
    func bounded() async throws {
        let fixture = try await CentralSystemFixture(CentralSystemSettings(registration: .closed))
        let writes = fixture.database.statistics().writes
        for round in 0..<2 {
            for index in 0..<6000 { _ = await fixture.refusal("S\(round * 6000 + index)") }
            await fixture.system.flush()
        }
        #expect(fixture.database.statistics().writes - writes == 2)
        let count = try await fixture.database.read { try $0.row("SELECT count(*) AS n FROM refused_connections")?.int("n") }
        #expect(count == 10_000)
        #expect(try await fixture.system.refusedConnections.list(PageRequest(limit: 1)).items.first?.identity == "S11999")
    }

    @Test("the connection's settings follow the charge point's")
    func settings() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register(settings: ChargePointSettings(heartbeatIntervalSeconds: 3600, pingIntervalSeconds: 0))
        #expect(
            try await fixture.knock("CP-1").settings
                == ConnectionSettings(pingIntervalSeconds: 0, silenceLimitSeconds: 10_800, queueLimit: 100))
    }
}
