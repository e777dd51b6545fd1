import Logging
import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("Changed local lists are sent without being asked, where that is allowed")
struct LocalListPushTests {
    private func push(_ fixture: LocalListFixture) -> LocalListPush {
        LocalListPush(
            lists: fixture.lists, chargePoints: fixture.system.chargePoints, connections: fixture.system.connections,
            delaySeconds: 10, failures: FailureLog(logger: Logger(label: "test"), time: fixture.central.time))
    }

    /// Looks, waits and looks again, as the background work does.
    private func settle(_ push: LocalListPush, _ fixture: LocalListFixture) async throws {
        try await push.run()
        fixture.central.time.advance(seconds: 10)
        try await push.run()
    }

    @Test("never unless configured")
    func off() async throws {
        let fixture = try await LocalListFixture()
        try await fixture.define("A")
        let push = push(fixture)
        try await settle(push, fixture)
        #expect(try fixture.sent().isEmpty)
    }

    @Test("by the server's default or the charge point's own switch", arguments: [(true, nil, true), (false, true, true), (true, false, false)])
    func switches(server: Bool, own: Bool?, sends: Bool) async throws {
        let fixture = try await LocalListFixture(CentralSystemSettings(automation: server))
        _ = try await fixture.system.chargePoints.update(
            "CP-1", ChargePointChanges(settings: { $0.automation = own }))
        try await fixture.define("A")
        try await settle(push(fixture), fixture)
        #expect(try fixture.sent() == (sends ? ["Full 1 A"] : []))
        if sends { #expect(try await fixture.list().updates.first?.requestedBy == "automation") }
    }

    @Test("once the idTags have been left alone for a while, and only what is new")
    func debounced() async throws {
        let fixture = try await LocalListFixture(CentralSystemSettings(automation: true))
        try await fixture.define("A", "B", "C")
        let push = push(fixture)
        try await settle(push, fixture)
        #expect(try fixture.sent() == ["Full 1 A,B,C"])
        try await push.run()
        try await fixture.tag("A", IdTagValues(status: .blocked))
        try await push.run()
        fixture.central.time.advance(seconds: 9)
        try await push.run()
        try await fixture.tag("D", IdTagValues(status: .blocked))
        try await push.run()
        fixture.central.time.advance(seconds: 9)
        try await push.run()
        #expect(try fixture.sent().isEmpty)
        fixture.central.time.advance(seconds: 1)
        try await push.run()
        #expect(try fixture.sent() == ["Differential 2 +A"])
        fixture.central.time.advance(seconds: 600)
        try await push.run()
        #expect(try fixture.sent().isEmpty)
    }

    @Test("also while idTags change all the time")
    func ceaseless() async throws {
        let fixture = try await LocalListFixture(CentralSystemSettings(automation: true))
        try await fixture.define("A", "B")
        let push = push(fixture)
        try await settle(push, fixture)
        _ = try fixture.sent()
        try await fixture.tag("A", IdTagValues(status: .blocked))
        for second in stride(from: 0, to: 60, by: 5) {
            try await fixture.tag("Z", IdTagValues(note: "\(second)"))
            try await push.run()
            fixture.central.time.advance(seconds: 5)
        }
        #expect(try fixture.sent().isEmpty)
        try await fixture.tag("Z", IdTagValues(note: "60"))
        try await push.run()
        #expect(try fixture.sent() == ["Differential 2 +A"])
    }

    @Test("not again because of idTags that are not in the list")
    func unrelated() async throws {
        let fixture = try await LocalListFixture(CentralSystemSettings(automation: true))
        try await fixture.define("A")
        fixture.answer("Failed")
        let push = push(fixture)
        try await settle(push, fixture)
        #expect(try fixture.sent() == ["Full 1 A"])
        try await fixture.tag("B", IdTagValues(status: .blocked))
        try await settle(push, fixture)
        #expect(try fixture.sent().isEmpty)
        try await fixture.tag("A", IdTagValues(status: .blocked))
        try await settle(push, fixture)
        #expect(try fixture.sent() == ["Full 2 A"])
    }

    @Test("a refusal is not repeated before something changes again")
    func refused() async throws {
        let fixture = try await LocalListFixture(CentralSystemSettings(automation: true))
        try await fixture.define("A")
        fixture.answer("Failed")
        let push = push(fixture)
        try await settle(push, fixture)
        fixture.central.time.advance(seconds: 600)
        try await push.run()
        #expect(try fixture.sent() == ["Full 1 A"])
        try await fixture.define("A", "B")
        try await settle(push, fixture)
        #expect(try fixture.sent() == ["Full 2 A,B"])
    }

    @Test("what was not answered is tried again")
    func retried() async throws {
        let fixture = try await LocalListFixture(CentralSystemSettings(automation: true))
        try await fixture.define("A")
        fixture.answer("timeout")
        let push = push(fixture)
        try await settle(push, fixture)
        fixture.central.time.advance(seconds: 30)
        try await push.run()
        #expect(try fixture.sent() == ["Full 1 A"])
        fixture.central.time.advance(seconds: 30)
        try await push.run()
        #expect(try fixture.sent() == ["Full 2 A"])
    }

    @Test("a charge point that lost its list, or has one of another version, gets it again", arguments: [0, 7])
    func lost(version: Int) async throws {
        let fixture = try await LocalListFixture(CentralSystemSettings(automation: true))
        try await fixture.define("A")
        let push = push(fixture)
        try await settle(push, fixture)
        fixture.report(version: version)
        try await fixture.command("GetLocalListVersion", "{}")
        _ = try fixture.sent()
        fixture.central.time.advance(seconds: 60)
        try await push.run()
        #expect(try fixture.sent() == ["Full \(max(1, version) + 1) A"])
        fixture.central.time.advance(seconds: 60)
        try await push.run()
        #expect(try fixture.sent().isEmpty)
    }

    @Test("another group brings another list")
    func otherGroup() async throws {
        let fixture = try await LocalListFixture(CentralSystemSettings(automation: true))
        for (group, idTag) in [("north", "A"), ("south", "B")] {
            _ = try await fixture.lists.define(
                LocalListSelection(idTags: [try IdToken(idTag)]), forGroup: group, replaces: false)
        }
        _ = try await fixture.system.chargePoints.update("CP-1", ChargePointChanges(group: .some("north")))
        let push = push(fixture)
        try await settle(push, fixture)
        _ = try await fixture.system.chargePoints.update("CP-1", ChargePointChanges(group: .some("south")))
        fixture.central.time.advance(seconds: 60)
        try await push.run()
        #expect(try fixture.sent() == ["Full 1 A", "Full 2 B"])
    }

    @Test("not to a charge point without local lists, nor one without a definition")
    func unsupported() async throws {
        let fixture = try await LocalListFixture(CentralSystemSettings(automation: true))
        let push = push(fixture)
        try await settle(push, fixture)
        fixture.report(version: -1)
        try await fixture.command("GetLocalListVersion", "{}")
        _ = try fixture.sent()
        try await fixture.define("A")
        try await settle(push, fixture)
        #expect(try fixture.sent().isEmpty)
    }
}
