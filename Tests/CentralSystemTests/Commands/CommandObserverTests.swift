import Foundation
import Logging
import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("What follows commands and events")
struct CommandObserverTests {
    private struct Faulty: CommandObserver, ChargePointEventObserver {
        struct Fault: Error {}

        func recorded(_ request: Reset, _ command: CommandReference, in connection: any SQLConnection) throws {
            throw Fault()
        }

        func concluded(
            _ request: Reset, _ conclusion: CommandConclusion<ResetResponse>, _ command: CommandReference,
            in connection: any SQLConnection
        ) throws {
            throw Fault()
        }

        func observe(
            _ event: ChargePointEvent, of chargePointKey: Int64, at moment: Timestamp, in connection: any SQLConnection
        ) throws {
            throw Fault()
        }
    }

    private struct Broken: ChargePointEventObserver {
        func observe(
            _ event: ChargePointEvent, of chargePointKey: Int64, at moment: Timestamp, in connection: any SQLConnection
        ) throws {
            try connection.execute("INSERT INTO nowhere VALUES (1)")
        }
    }

    private func failures(_ fixture: CentralSystemFixture) -> FailureLog {
        FailureLog(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, time: fixture.time)
    }

    @Test("a faulty feature costs neither a command nor its outcome")
    func faultyFollower() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        station.link.answer { _ in #"{"status":"Accepted"}"# }
        var observers = CommandObserverTable(failures: failures(fixture))
        observers.register(Faulty())
        let commands = CommandService(
            database: fixture.database, time: fixture.time, connections: fixture.system.connections,
            metrics: fixture.system.metrics, defaultTimeout: .seconds(5), failures: failures(fixture), days: 0,
            observers: observers)
        let command = try await commands.send(Reset(type: .soft), to: "CP-1", requestedBy: "test")
        #expect(command.confirmation(to: Reset.self) == ResetResponse(status: .accepted))
        #expect(try await commands.get(command.id).outcome == .answered)
    }

    @Test("a faulty feature does not undo what it follows, a failing database does")
    func events() async throws {
        let fixture = try await CentralSystemFixture()
        let events = ChargePointEvents([Faulty()], failures: failures(fixture))
        try await fixture.database.write { try events.tell(.removed, of: 1, at: CentralSystemFixture.morning, in: $0) }
        let broken = ChargePointEvents([Broken()], failures: failures(fixture))
        await #expect(throws: DatabaseError.self) {
            try await fixture.database.write { try broken.tell(.removed, of: 1, at: CentralSystemFixture.morning, in: $0) }
        }
    }

    @Test("what an operator sends alongside a command is written with it or prevents it")
    func alongside() async throws {
        struct Refusal: Error {}
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        await #expect(throws: Refusal.self) {
            _ = try await fixture.system.commands.send(Reset(type: .hard), to: "CP-1", requestedBy: "test") { _, _ in
                throw Refusal()
            }
        }
        #expect(try await fixture.system.commands.list(chargePoint: "CP-1").items.isEmpty)
    }
}
