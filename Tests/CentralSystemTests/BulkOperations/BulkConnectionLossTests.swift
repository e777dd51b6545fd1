import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Bulk operations and lost connections")
struct BulkConnectionLossTests {
    /// A connection that is found lost when something is to be sent.
    private struct LostLink: ChargePointLink {
        let connectionID = ConnectionID(value: 902)
        var before: @Sendable () async -> Void = {}

        func call(_ action: OCPPAction, payload: [UInt8], timeout: Duration) async throws(CallFailure) -> CallReply {
            await before()
            throw CallFailure(.notConnected, action: action)
        }

        func close(_ reason: DisconnectReason) {}
        func apply(_ settings: ConnectionSettings) {}
    }

    @Test("a connection that is lost before anything was sent is waited for until the deadline", arguments: [true, false])
    func lostBeforeSending(waits: Bool) async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        try await fixture.knock("CP-1").responder.opened(LostLink())
        let deadline = CentralSystemFixture.morning.advanced(bySeconds: 600)
        let operation = try await fixture.create(fixture.ids(1...1), deadline: waits ? deadline : nil)
        let lost = try await fixture.system.drained(operation.id)
        #expect(lost.progress.counts == (waits ? [.waitingForConnection: 1] : [.notConnected: 1]))
        guard waits else { return }

        _ = try await fixture.connect("CP-1")
        fixture.time.advance(seconds: BulkOperationRunner.settlingSeconds)
        let done = try await fixture.system.drained(operation.id)
        #expect(done.state == .completed)
        #expect(done.progress.counts == [.answered: 1])
    }

    @Test("an operation that is cancelled while a connection is found lost ends")
    func cancelledMeanwhile() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let bulk = fixture.system.bulkOperations
        try await fixture.knock("CP-1").responder.opened(LostLink(before: { _ = try? await bulk.cancel(1) }))
        let operation = try await fixture.create(
            fixture.ids(1...1), deadline: CentralSystemFixture.morning.advanced(bySeconds: 600))
        let over = try await fixture.system.drained(operation.id)
        #expect(over.state == .cancelled)
        #expect(over.progress.counts == [.notConnected: 1])
    }

    @Test("the progress of a great operation is counted in an index alone")
    func progressIndex() async throws {
        let fixture = try await CentralSystemFixture()
        let plan = try await fixture.database.read { connection in
            try connection.rows("EXPLAIN QUERY PLAN \(BulkOperationStore.progressSQL)", [.integer(1)]).map { try $0.text("detail") }
        }
        #expect(plan.contains { $0.contains("COVERING INDEX") })
        #expect(!plan.contains { $0.contains("TEMP B-TREE") })
    }
}
