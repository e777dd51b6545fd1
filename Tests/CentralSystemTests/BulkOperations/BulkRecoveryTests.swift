import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Bulk operations over a restart")
struct BulkRecoveryTests {
    /// Stops in the middle: of five charge points two have a request on their way, of which one was recorded as a command.
    private func crash(_ fixture: CentralSystemFixture) async throws -> BulkOperation {
        let turnstile = Turnstile()
        for number in 1...5 {
            try await fixture.register("CP-\(number)")
            try await fixture.knock("CP-\(number)").responder.opened(SlowLink(turnstile: turnstile))
        }
        let operation = try await fixture.create(fixture.ids(1...5), parallelism: 2)
        Task { try await fixture.system.bulkOperationRunner.drain() }
        await turnstile.crowded(2)
        return operation
    }

    @Test("what was on its way is interrupted and not sent again; the rest go on when they connect again")
    func resumed() async throws {
        let fixture = try await CentralSystemFixture()
        let operation = try await crash(fixture)

        let restarted = try await fixture.restarted()
        #expect(try await restarted.outcomes(operation.id) == [
            "CP-1": .interrupted, "CP-2": .interrupted, "CP-3": .waiting, "CP-4": .waiting, "CP-5": .waiting,
        ])
        let items = try await restarted.bulkOperations.results(of: operation.id).items
        #expect(try await restarted.commands.get(try #require(items[0].result.commandId)).outcome == .interrupted)

        // Nobody is connected yet, and yet nobody is given up.
        #expect(try await restarted.drained(operation.id).progress.counts == [.interrupted: 2, .waitingForConnection: 3])
        let link = FakeLink()
        for number in [1, 3] {
            try await restarted.admission.decide(
                UpgradeRequest(
                    target: "/ocpp/CP-\(number)", identity: "CP-\(number)", authorization: nil, subprotocols: ["ocpp1.6"],
                    remoteAddress: "10.0.0.7:1", receivedAt: fixture.time.now())
            ).responder.opened(link)
        }
        fixture.time.advance(seconds: BulkOperationRunner.settlingSeconds)
        #expect(try await restarted.drained(operation.id).progress.counts == [
            .interrupted: 2, .waitingForConnection: 2, .answered: 1,
        ])
        #expect(link.calls.count == 1)

        fixture.time.advance(seconds: 120)
        let over = try await restarted.drained(operation.id)
        #expect(over.state == .completed)
        #expect(over.progress.counts == [.interrupted: 2, .notConnected: 2, .answered: 1])
    }

    @Test("a request that was about to be sent was not, and goes on")
    func claimed() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.fleet(1)
        let operation = try await fixture.create(fixture.ids(1...1))
        try await fixture.database.write { connection in
            let claim = try BulkTargetStore.claim(
                operation.id, limit: 1, at: CentralSystemFixture.morning, isReady: { _ in true }, waits: false, in: connection)
            #expect(claim.targets.count == 1)
        }
        let restarted = try await fixture.restarted()
        let target = try await restarted.bulkOperations.results(of: operation.id).items.first
        #expect(target?.result.outcome == .waiting)
        #expect(target?.attempts == 0)
    }

    @Test("an answer that was recorded before the stop is the result")
    func answeredBefore() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.fleet(1)
        let operation = try await fixture.create(fixture.ids(1...1))
        let command = try await fixture.system.commands.send(
            Reset(type: .soft), to: "CP-1", requestedBy: "test",
            alongside: { command, connection in
                _ = try BulkTargetStore.claim(
                    operation.id, limit: 1, at: CentralSystemFixture.morning, isReady: { _ in true }, waits: false, in: connection)
                try BulkTargetStore.link(operation.id, 1, command: command.id, in: connection)
            })
        let restarted = try await fixture.restarted()
        let result = try await restarted.bulkOperations.results(of: operation.id).items.first?.result
        #expect(result == BulkResult(.answered, succeeded: true, commandId: command.id, status: "Accepted"))
        #expect(try await restarted.drained(operation.id).state == .completed)
    }

    @Test("an operation whose creation or cancellation was cut off is cancelled", arguments: [
        BulkOperationState.preparing, .cancelling,
    ])
    func cutOff(state: BulkOperationState) async throws {
        let fixture = try await CentralSystemFixture()
        let stations = try await fixture.fleet(2)
        let operation = try await fixture.create(fixture.ids(1...2))
        try await fixture.database.write { try BulkOperationStore.set(state, of: operation.id, in: $0) }
        let restarted = try await fixture.restarted()
        let over = try await restarted.drained(operation.id)
        #expect(over.state == .cancelled)
        #expect(over.progress.counts == [.cancelled: 2])
        #expect(stations.allSatisfy { $0.link.calls.isEmpty })
    }

    @Test("a long list is written down in parts, and none is served twice")
    func longList() async throws {
        let fixture = try await CentralSystemFixture()
        let stations = try await fixture.fleet(3)
        let strangers = (1...2500).map { "stranger-\($0)" }
        let operation = try await fixture.create(.chargePoints(["CP-1"] + strangers + ["CP-2", "CP-3", "CP-1"]))
        #expect(operation.target == nil)
        #expect(operation.progress.total == 2503)
        let done = try await fixture.system.drained(operation.id)
        #expect(done.progress.counts == [.answered: 3, .unknownChargePoint: 2500])
        #expect(stations.map(\.link.calls.count) == [1, 1, 1])
    }
}
