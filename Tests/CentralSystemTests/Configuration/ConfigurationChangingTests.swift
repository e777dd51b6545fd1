import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Changing configurations")
struct ConfigurationChangingTests {
    @Test("an accepted change is the value from now on, and history")
    func accepted() async throws {
        let fixture = try await ConfigurationFixture()
        try await fixture.read(answer: ConfigurationFixture.report([("HeartbeatInterval", "300")]))
        let entry = try #require(try await fixture.change("heartbeatinterval", "60", "Accepted"))
        #expect(entry.name.text == "HeartbeatInterval")
        #expect(entry.value == "60")
        #expect(entry.source == .changeConfiguration)
        #expect(!entry.isAssumed)
        #expect(entry.lastChange?.status == "Accepted")
        #expect(entry.lastChange?.requestedBy == "test")
        try await fixture.change("HeartbeatInterval", "60", "Accepted")
        let history = try await fixture.configurations.changes(of: nil, chargePoint: "CP-1").items
        let change = try #require(history.first)
        #expect(history.count == 1, "the same value again is no change")
        #expect((change.oldValue, change.newValue) == ("300", "60"))
        #expect(change.requestedBy == "test")
        #expect(change.commandId == entry.lastChange?.commandId)
        #expect(change.at == entry.updatedAt)
    }

    @Test("an accepted key that was never read is created as writable")
    func neverRead() async throws {
        let fixture = try await ConfigurationFixture()
        let entry = try #require(try await fixture.change("Vendor.Key", "x", "Accepted"))
        #expect(entry.standing == .held)
        #expect(entry.value == "x")
        #expect(entry.isReadonly == false)
        #expect(try await fixture.history() == ["changed Vendor.Key: - > x (ChangeConfiguration)"])
    }

    @Test("a refused change changes nothing and is shown", arguments: ["Rejected", "NotSupported", "Perhaps"])
    func refused(status: String) async throws {
        let fixture = try await ConfigurationFixture()
        try await fixture.read(answer: ConfigurationFixture.report([("A", "1")], readonly: true))
        let before = try #require(try await fixture.entry("A"))
        let entry = try #require(try await fixture.change("A", "2", status))
        #expect(entry.value == "1")
        #expect(entry.standing == .held)
        #expect(entry.updatedAt == before.updatedAt)
        #expect(entry.lastChange?.status == status)
        #expect(entry.lastChange?.value == "2")
        #expect(entry.lastChange?.outcome == .answered)
        #expect(try await fixture.history().isEmpty)
    }

    @Test("a refused change of a key that was never read", arguments: [
        ("Rejected", ConfigurationStanding.unread), ("NotSupported", .unknown),
    ])
    func refusedUnread(status: String, standing: ConfigurationStanding) async throws {
        let fixture = try await ConfigurationFixture()
        let entry = try #require(try await fixture.change("A", "2", status))
        #expect(entry.standing == standing)
        #expect(entry.value == nil)
        #expect(entry.isReadonly == nil)
        #expect(entry.lastChange?.status == status)
    }

    @Test("RebootRequired keeps the old value and stays visible until the next boot")
    func rebootRequired() async throws {
        let fixture = try await ConfigurationFixture()
        try await fixture.boot()
        try await fixture.read(answer: ConfigurationFixture.report([("A", "1")]))
        var entry = try #require(try await fixture.change("A", "2", "RebootRequired"))
        #expect(entry.value == "1")
        #expect(entry.pending?.value == "2")
        #expect(try await fixture.known().isRebootRequired)
        try await fixture.change("A", "3", "Rejected")
        try await fixture.read(answer: ConfigurationFixture.report([("A", "1")]))
        #expect(try await fixture.entry("A")?.pending?.value == "2", "neither a refusal nor reading ends it")
        try await fixture.boot()
        entry = try #require(try await fixture.entry("A"))
        #expect(entry.value == "2")
        #expect(entry.isAssumed)
        #expect(entry.pending == nil)
        #expect(try await fixture.known().isRebootRequired == false)
        #expect(try await fixture.history() == ["changed A: 1 > 2 (BootNotification)"])
        try await fixture.read(#"{"key":["A"]}"#, answer: ConfigurationFixture.report([("A", "2")]))
        #expect(try await fixture.entry("A")?.isAssumed == false)
    }

    @Test("what waits for a reboot survives a reading that does not mention it")
    func rebootRequiredUnread() async throws {
        let fixture = try await ConfigurationFixture()
        try await fixture.change("New", "2", "RebootRequired")
        try await fixture.read(answer: ConfigurationFixture.report([("A", "1")]))
        #expect(try await fixture.entry("New")?.pending?.value == "2")
        try await fixture.boot()
        #expect(try await fixture.entry("New")?.value == "2")
    }

    @Test("an accepted change takes the place of one that waits for a reboot")
    func superseded() async throws {
        let fixture = try await ConfigurationFixture()
        try await fixture.change("A", "2", "RebootRequired")
        let entry = try #require(try await fixture.change("A", "3", "Accepted"))
        #expect(entry.pending == nil)
        try await fixture.boot()
        #expect(try await fixture.entry("A")?.value == "3")
    }

    @Test("without an answer nothing changes, and that is shown")
    func unanswered() async throws {
        let fixture = try await ConfigurationFixture()
        try await fixture.read(answer: ConfigurationFixture.report([("A", "1")]))
        fixture.link.script { action, _ in .failure(CallFailure(.disconnected, action: action)) }
        try await fixture.send("ChangeConfiguration", #"{"key":"A","value":"2"}"#)
        let entry = try #require(try await fixture.entry("A"))
        #expect(entry.value == "1")
        #expect(entry.lastChange?.status == nil)
        #expect(entry.lastChange?.outcome == .disconnected)
        #expect(entry.lastChange?.explanation?.isEmpty == false)
    }

    @Test("the resource sends the same, and warns of what the specification does not allow", arguments: [
        ("HeartbeatInterval", "often", true), ("HeartbeatInterval", "60", false), ("Vendor.Key", "anything", false),
    ])
    func resource(key: String, value: String, warns: Bool) async throws {
        let fixture = try await ConfigurationFixture()
        fixture.link.script { _, _ in .success(#"{"status":"Rejected"}"#) }
        let result = try await fixture.configurations.change(
            try .init(key), to: try .init(value), of: "CP-1", requestedBy: "test")
        #expect(result.status == "Rejected")
        #expect((result.warning != nil) == warns)
        #expect(result.entry?.lastChange?.commandId == result.command.id)
        #expect(fixture.link.calls == [#"ChangeConfiguration {"key":"\#(key)","value":"\#(value)"}"#])
    }

    @Test("news that are older than what is known do not throw it back")
    func late() {
        let name = ConfigurationKeyName("A")
        func moment(_ seconds: Int) -> Timestamp { CentralSystemFixture.morning.advanced(bySeconds: seconds) }
        func attempt(_ status: String, command id: Int64, at seconds: Int) -> ConfigurationAttempt {
            ConfigurationAttempt(status: status, outcome: .answered, at: moment(seconds), commandId: id, requestedBy: "test")
        }
        var revision = ConfigurationRevision([])
        revision.take(attempt("Accepted", command: 2, at: 20), of: name, value: "new", bootedAt: nil)
        revision.take(attempt("Accepted", command: 1, at: 10), of: name, value: "old", bootedAt: nil)
        #expect(revision.entry(name)?.value == "new")
        #expect(revision.entry(name)?.lastChange?.commandId == 2)
        let reader = CommandReference(
            id: 3, chargePoint: ChargePointReference(key: 1, identity: "CP-1"), requestedAt: moment(0), requestedBy: "test")
        let report = ReportedConfiguration(configurationKey: nil, unknownKey: [LenientText("A")])
        _ = revision.take(report, asked: ["A"], hasBaseline: true, at: moment(15), by: reader)
        #expect(revision.entry(name)?.value == "new")
    }

    @Test("a boot that overtook its RebootRequired brings it into force")
    func overtaken() {
        let name = ConfigurationKeyName("A")
        let morning = CentralSystemFixture.morning
        var revision = ConfigurationRevision([])
        revision.take(
            ConfigurationAttempt(status: "RebootRequired", outcome: .answered, at: morning, commandId: 1, requestedBy: "test"),
            of: name, value: "2", bootedAt: morning.advanced(bySeconds: 5))
        #expect(revision.entry(name)?.value == "2")
        #expect(revision.entry(name)?.isAssumed == true)
        #expect(revision.entry(name)?.pending == nil)
    }

    @Test("a CALLERROR that repeats a secret does not give it away")
    func repeatedSecret() async throws {
        let fixture = try await ConfigurationFixture()
        fixture.link.script { action, _ in
            .failure(CallFailure(.callError, action: action, error: CallError(.genericError, "hush is too short")))
        }
        try await fixture.send("ChangeConfiguration", #"{"key":" AuthorizationKey ","value":"hush"}"#)
        let entry = try #require(try await fixture.entry(" AuthorizationKey "))
        #expect(entry.lastChange?.outcome == .callError)
        #expect(entry.lastChange?.value == nil)
        #expect(entry.lastChange?.explanation?.contains("hush") == false)
    }

    @Test("the history is bounded, and can be asked for by key and in pages")
    func history() async throws {
        let fixture = try await ConfigurationFixture()
        let key = try await fixture.central.key()
        try await fixture.central.database.write { connection in
            let changes = (0..<1100).map { number in
                ConfigurationChange(
                    .changed, ConfigurationKeyName(number % 2 == 0 ? "Even" : "Odd"), from: nil, to: String(number),
                    .changeConfiguration, at: CentralSystemFixture.morning, commandId: 1, requestedBy: "test")
            }
            try ConfigurationStore.add(Array(changes.prefix(600)), chargePointKey: key, in: connection)
            try ConfigurationStore.add(Array(changes.suffix(500)), chargePointKey: key, in: connection)
        }
        let all = try await fixture.configurations.changes(of: nil, chargePoint: "CP-1", PageRequest(limit: 1000))
        #expect(all.items.count == 1000)
        #expect(all.nextCursor == nil)
        #expect(all.items.first?.newValue == "1099")
        let odd = try await fixture.configurations.changes(
            of: ConfigurationKeyName("ODD"), chargePoint: "CP-1", PageRequest(limit: 2))
        #expect(odd.items.map(\.newValue) == ["1099", "1097"])
        let next = try await fixture.configurations.changes(
            of: ConfigurationKeyName("ODD"), chargePoint: "CP-1", PageRequest(limit: 1, cursor: odd.nextCursor))
        #expect(next.items.map(\.newValue) == ["1095"])
    }
}
