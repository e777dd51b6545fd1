import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Reading configurations")
struct ConfigurationReadingTests {
    private static func report(_ keys: [(String, String?)], _ readonly: Bool, _ unknown: [String]) -> String {
        ConfigurationFixture.report(keys, readonly: readonly, unknown: unknown)
    }

    @Test("what the charge point reports is kept, whoever asked")
    func everything() async throws {
        let fixture = try await ConfigurationFixture()
        let known = try await fixture.read(
            answer: #"{"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":"300"},{"key":"NumberOfConnectors","readonly":true,"value":"2"},{"key":"Empty","readonly":true}]}"#)
        #expect(known.present.map(\.name.text) == ["Empty", "HeartbeatInterval", "NumberOfConnectors"])
        #expect(known.readAt == fixture.central.time.now())
        let heartbeat = try #require(known.entry(ConfigurationKeyName("heartbeatINTERVAL")))
        #expect(heartbeat.value == "300")
        #expect(heartbeat.isReadonly == false)
        #expect(heartbeat.source == .getConfiguration)
        #expect(known.entry(ConfigurationKeyName("NumberOfConnectors"))?.isReadonly == true)
        #expect(known.entry(ConfigurationKeyName("Empty"))?.value == nil)
        #expect(known.lastReading?.outcome == .answered)
        #expect(known.lastReading?.keyCount == 3)
        #expect(known.lastReading?.oddities == [])
        #expect(try await fixture.history().isEmpty, "what was known from the first reading on is no change")
    }

    @Test("reading some keys updates only these", arguments: [false, true])
    func some(isFirst: Bool) async throws {
        let fixture = try await ConfigurationFixture()
        if !isFirst { try await fixture.read(answer: Self.report([("A", "1"), ("B", "1")], false, [])) }
        let known = try await fixture.read(#"{"key":["b"]}"#, answer: Self.report([("B", "2")], false, []))
        #expect(known.present.map(\.name.text) == (isFirst ? ["B"] : ["A", "B"]))
        #expect(known.entry(ConfigurationKeyName("B"))?.value == "2")
        #expect((known.readAt == nil) == isFirst)
        #expect(try await fixture.history() == (isFirst ? [] : ["changed B: 1 > 2 (GetConfiguration)"]))
    }

    @Test("reading everything removes what vanished, and tells of what is new")
    func vanished() async throws {
        let fixture = try await ConfigurationFixture()
        try await fixture.read(answer: Self.report([("A", "1"), ("B", "1")], false, []))
        let known = try await fixture.read(answer: Self.report([("B", "1"), ("C", "3")], false, []))
        #expect(known.present.map(\.name.text) == ["B", "C"])
        #expect(try await fixture.history() == ["removed A: 1 > - (GetConfiguration)", "added C: - > 3 (GetConfiguration)"])
    }

    @Test("an empty list of keys asks for everything")
    func emptyList() async throws {
        let fixture = try await ConfigurationFixture()
        try await fixture.read(answer: Self.report([("A", "1"), ("B", "1")], false, []))
        let known = try await fixture.read(#"{"key":[]}"#, answer: Self.report([("A", "1")], false, []))
        #expect(known.present.map(\.name.text) == ["A"])
    }

    @Test("keys that the charge point does not know are kept apart, until it knows them")
    func unknown() async throws {
        let fixture = try await ConfigurationFixture()
        try await fixture.read(answer: Self.report([("A", "1"), ("B", "1")], false, []))
        var known = try await fixture.read(#"{"key":["B","X"]}"#, answer: Self.report([], false, ["b", "X"]))
        #expect(known.present.map(\.name.text) == ["A"])
        #expect(known.unknown.map(\.name.key) == ["b", "x"])
        known = try await fixture.read(answer: Self.report([("A", "1")], false, []))
        #expect(known.unknown.map(\.name.key) == ["b", "x"], "reading everything does not say more about them")
        known = try await fixture.read(answer: Self.report([("A", "1"), ("X", "9")], false, []))
        #expect(known.present.map(\.name.text) == ["A", "X"])
        #expect(try await fixture.history() == [
            "added X: - > 9 (GetConfiguration)", "removed B: 1 > - (GetConfiguration)",
        ])
    }

    @Test("odd answers are of use, and say what is odd")
    func odd() async throws {
        let fixture = try await ConfigurationFixture()
        let long = String(repeating: "x", count: 600)
        let known = try await fixture.read(
            answer: #"{"configurationKey":[{"key":"A","readonly":false,"value":"1"},{"key":"a","readonly":false,"value":"2"},{"key":"Long","readonly":true,"value":"\#(long)"},{"key":"NoFlag","value":5},{"key":"Null","readonly":"true","value":null},{"readonly":true},null,{"key":"Both","readonly":false,"value":"1"}],"unknownKey":["BOTH"]}"#)
        #expect(known.entry(ConfigurationKeyName("A"))?.value == "2")
        #expect(known.entry(ConfigurationKeyName("Long"))?.value == long)
        #expect(known.entry(ConfigurationKeyName("NoFlag"))?.value == "5")
        #expect(known.entry(ConfigurationKeyName("NoFlag"))?.isReadonly == nil)
        #expect(known.entry(ConfigurationKeyName("Null"))?.value == nil)
        #expect(known.entry(ConfigurationKeyName("Null"))?.isReadonly == true)
        #expect(known.entry(ConfigurationKeyName("Both"))?.standing == .held)
        #expect(known.present.count == 5)
        let oddities = try #require(known.lastReading?.oddities)
        #expect(oddities.count == 6)
        #expect(oddities.contains("Long has a value of more than 500 characters"))
        #expect(oddities.contains { $0.hasSuffix("is reported more than once; the last one counts") })
    }

    @Test("an answer without any key is not believed", arguments: ["{}", #"{"configurationKey":[],"unknownKey":[]}"#])
    func empty(answer: String) async throws {
        let fixture = try await ConfigurationFixture()
        let before = try await fixture.read(answer: Self.report([("A", "1")], false, []))
        let known = try await fixture.read(answer: answer)
        #expect(known.entries == before.entries)
        #expect(known.readAt == before.readAt)
        #expect(known.lastReading?.oddities.count == 1)
    }

    @Test("a key that was asked for and is passed over stays, and that is told")
    func passedOver() async throws {
        let fixture = try await ConfigurationFixture()
        try await fixture.read(answer: Self.report([("A", "1")], false, []))
        let known = try await fixture.read(#"{"key":["A","B"]}"#, answer: "{}")
        #expect(known.present.map(\.name.text) == ["A"])
        #expect(known.lastReading?.oddities.count == 2)
    }

    @Test("without an answer everything stays, and that is shown")
    func unanswered() async throws {
        let fixture = try await ConfigurationFixture()
        let before = try await fixture.read(answer: Self.report([("A", "1")], false, []))
        fixture.link.script { action, _ in .failure(CallFailure(.timedOut, action: action)) }
        try await fixture.send("GetConfiguration", "{}")
        var known = try await fixture.known()
        #expect(known.entries == before.entries)
        #expect(known.readAt == before.readAt)
        #expect(known.lastReading?.outcome == .timedOut)
        #expect(known.lastReading?.explanation?.isEmpty == false)
        fixture.link.script { _, _ in .success(#"{"configurationKey":"none"}"#) }
        try await fixture.send("GetConfiguration", "{}")
        known = try await fixture.known()
        #expect(known.lastReading?.outcome == .answered)
        #expect(known.lastReading?.explanation?.contains("configurationKey") == true)
        #expect(known.entries == before.entries)
    }

    @Test("the value of a secret is neither kept nor told")
    func secret() async throws {
        let fixture = try await ConfigurationFixture()
        try await fixture.read(answer: Self.report([("AuthorizationKey", "hush"), ("A", "1")], false, []))
        #expect(try await fixture.entry("AuthorizationKey")?.value == nil)
        try await fixture.change("AuthorizationKey", "hush-hush-hush-hush", "Accepted")
        try await fixture.change("AuthorizationKey", "hush-hush-hush-more", "RebootRequired")
        var entry = try #require(try await fixture.entry("AuthorizationKey"))
        #expect(entry.lastChange?.status == "RebootRequired")
        #expect(entry.isRebootRequired)
        try await fixture.boot()
        let known = try await fixture.read(answer: Self.report([("A", "1")], false, []))
        entry = try #require(known.entry(ConfigurationKeyName("AuthorizationKey")), "it is write-only, so it does not vanish")
        #expect(entry.standing == .held)
        #expect(!entry.isRebootRequired)
        #expect(try await fixture.history() == [
            "changed AuthorizationKey: - > - (BootNotification)", "changed AuthorizationKey: - > - (ChangeConfiguration)",
        ])
        let kept = try await fixture.central.database.read { connection in
            try ["configuration_entries", "configuration_changes", "commands"].flatMap { table in
                try connection.rows("SELECT * FROM \(table)").flatMap { row in
                    try row.columns.map { column in "\(try row.value(column))" }
                }
            }
        }
        #expect(!kept.isEmpty)
        #expect(!kept.contains { $0.contains("hush") })
    }

    @Test("a removed charge point is forgotten")
    func removed() async throws {
        let fixture = try await ConfigurationFixture()
        try await fixture.read(answer: Self.report([("A", "1")], false, []))
        try await fixture.change("A", "2", "Accepted")
        try await fixture.central.system.chargePoints.delete("CP-1")
        try await fixture.central.register()
        let known = try await fixture.known()
        #expect(known == ChargePointConfiguration(entries: []))
        #expect(try await fixture.history().isEmpty)
    }
}
