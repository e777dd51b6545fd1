import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Commands")
struct CommandServiceTests {
    private func send(
        _ fixture: CentralSystemFixture, _ action: OCPPAction, _ json: String = "{}", to identity: String = "CP-1"
    ) async throws -> Command {
        try await fixture.system.commands.send(
            action, payload: try JSONNode.parse(Array(json.utf8)), to: identity, requestedBy: "test")
    }

    @Test("an answer is recorded, whatever it says", arguments: ["Accepted", "Rejected"])
    func answered(status: String) async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        station.link.answer { _ in #"{"status":"\#(status)"}"# }
        let command = try await send(fixture, "Reset", #"{"type":"Soft"}"#)
        #expect(command.outcome == .answered)
        #expect(command.response == Array(#"{"status":"\#(status)"}"#.utf8))
        #expect(command.deviation == nil)
        #expect(command.requestedAt == CentralSystemFixture.morning)
        #expect(station.link.calls.map(\.payload) == [#"{"type":"Soft"}"#])
        #expect(try await fixture.system.commands.get(command.id) == command)
        #expect(fixture.system.metrics.commands["answered"].value == 1)
    }

    @Test("an answer that does not conform is an answer, with a note")
    func nonconforming() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        station.link.answer { _ in #"{"status":"Perhaps"}"# }
        let command = try await send(fixture, "ClearCache")
        #expect(command.outcome == .answered)
        #expect(command.response == Array(#"{"status":"Perhaps"}"#.utf8))
        #expect(command.deviation?.contains("status") == true)
        #expect(try await fixture.rules() == ["nonconformingAnswer"])
    }

    @Test("every failure is an outcome of its own", arguments: [
        (CallFailure.Code.timedOut, CommandOutcome.timedOut), (.disconnected, .disconnected), (.queueFull, .queueFull),
        (.notConnected, .notConnected), (.callError, .callError),
    ])
    func failures(code: CallFailure.Code, outcome: CommandOutcome) async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        let error = code == .callError ? CallError(.notSupported, "no reset here", details: #"{"why":"old"}"#) : nil
        station.link.answer { action throws(CallFailure) in
            throw CallFailure(code, action: action, error: error, sentAt: Timestamp(milliseconds: 5))
        }
        let command = try await send(fixture, "ClearCache")
        #expect(command.outcome == outcome)
        #expect(command.error == error)
        #expect(try await fixture.system.commands.get(command.id) == command)
    }

    @Test("without a connection nothing is sent, and that is recorded")
    func notConnected() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let command = try await send(fixture, "ClearCache")
        #expect(command.outcome == .notConnected)
        #expect(command.sentAt == nil)
        #expect(try await fixture.system.commands.list(chargePoint: "CP-1").items == [command])
    }

    @Test("what cannot be sent is refused and not recorded", arguments: [
        ("Reset", "{}", "CP-1", CentralSystemError.Code.invalidMember, "type" as String?),
        ("Reset", #"{"type":"Soft","extra":1}"#, "CP-1", .invalidMember, "extra"),
        ("Heartbeat", "{}", "CP-1", .unknownAction, nil),
        ("ClearCache", "{}", "CP-2", .chargePointNotFound, nil),
    ])
    func refused(
        action: String, payload: String, identity: String, code: CentralSystemError.Code, member: String?
    ) async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let error = await #expect(throws: CentralSystemError.self) {
            try await send(fixture, OCPPAction(rawValue: action), payload, to: identity)
        }
        #expect(error?.code == code)
        #expect(error?.member == member)
        #expect(try await fixture.system.commands.list(chargePoint: "CP-1").items.isEmpty)
    }

    @Test("commands are listed newest first, in pages")
    func list() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        var ids: [Int64] = []
        for _ in 0..<5 { ids.append(try await send(fixture, "ClearCache").id) }
        let first = try await fixture.system.commands.list(chargePoint: "CP-1", PageRequest(limit: 3))
        #expect(first.items.map(\.id) == Array(ids.reversed().prefix(3)))
        let second = try await fixture.system.commands.list(
            chargePoint: "CP-1", PageRequest(limit: 3, cursor: first.nextCursor))
        #expect(second.items.map(\.id) == Array(ids.reversed().suffix(2)))
        #expect(second.nextCursor == nil)
        let error = await #expect(throws: CentralSystemError.self) {
            try await fixture.system.commands.list(chargePoint: "CP-1", PageRequest(cursor: "nonsense"))
        }
        #expect(error?.code == .invalidCursor)
    }

    @Test("commands without an outcome are interrupted by a restart")
    func interrupted() async throws {
        let fixture = try await CentralSystemFixture()
        let key = try await fixture.register().chargePoint.key
        let id = try await fixture.database.write { connection in
            try CommandStore.insert(
                Command(
                    id: 0, chargePointId: "CP-1", action: "ClearCache", payload: Array("{}".utf8),
                    requestedAt: CentralSystemFixture.morning, requestedBy: "test", outcome: .pending),
                chargePointKey: key, in: connection)
        }
        #expect(try await fixture.system.commands.get(id).outcome == .pending)
        let restarted = try await fixture.restarted()
        #expect(try await restarted.commands.get(id).outcome == .interrupted)
    }

    @Test("commands that are too old are deleted, the others stay")
    func retention() async throws {
        let fixture = try await CentralSystemFixture(CentralSystemSettings(commandDays: 10))
        try await fixture.register()
        _ = try await send(fixture, "ClearCache")
        fixture.time.advance(seconds: 6 * 86_400)
        let later = try await send(fixture, "ClearCache")
        fixture.time.advance(seconds: 5 * 86_400)
        try await fixture.system.commands.prune()
        #expect(try await fixture.system.commands.list(chargePoint: "CP-1").items == [later])
    }

    @Test("a command without an outcome does not keep the others from being deleted")
    func pruneAroundPending() async throws {
        let fixture = try await CentralSystemFixture(CentralSystemSettings(commandDays: 1))
        try await fixture.register()
        _ = try await send(fixture, "ClearCache")
        try await fixture.database.write { connection in
            try connection.execute("UPDATE commands SET outcome = 'pending'")
            let copy = """
                INSERT INTO commands (charge_point_key, action, payload, requested_at, requested_by, outcome)
                SELECT charge_point_key, action, payload, requested_at, requested_by, 'answered' FROM commands
                """
            for _ in 0..<11 { try connection.execute(copy) }
        }
        fixture.time.advance(seconds: 2 * 86_400)
        try await fixture.system.commands.prune()
        #expect(try await fixture.system.commands.list(chargePoint: "CP-1").items.map(\.outcome) == [.pending])
    }

    @Test("a connection that was admitted and never opened is not waited for long")
    func neverOpened() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        _ = try await fixture.knock("CP-1")
        #expect(try await send(fixture, "ClearCache").outcome == .notConnected)
    }
}
