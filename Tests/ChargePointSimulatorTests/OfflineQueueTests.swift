import OCPP16
import OCPPJ
import Testing

@testable import ChargePointSimulator

@Suite("The queue of messages about transactions")
struct OfflineQueueTests {
    private func start(_ session: Int) throws -> TransactionMessage {
        .start(
            session: session,
            StartTransaction(connectorId: 1, idTag: try token("TAG"), meterStart: session, timestamp: DateTime(morning)))
    }

    private func values(_ session: Int) -> TransactionMessage {
        .meterValues(session: session, MeterValues(connectorId: 1, meterValue: []))
    }

    private func stop(_ session: Int) -> TransactionMessage {
        .stop(session: session, StopTransaction(transactionId: 0, meterStop: 1, timestamp: DateTime(morning)))
    }

    @Test("messages go in order, with the id that StartTransaction was answered with")
    func order() throws {
        var queue = TransactionQueue()
        for (order, message) in [try start(1), values(1), stop(1), try start(2)].enumerated() {
            queue.append(message, order: order)
        }
        #expect(queue.head(at: morning)?.message == (try start(1)))
        queue.identify(1, as: 77)
        queue.delivered()
        #expect(queue.head(at: morning)?.message == values(1).identified(by: 77))
        queue.delivered()
        guard case .stop(_, let message)? = queue.head(at: morning)?.message else {
            Issue.record("StopTransaction comes next")
            return
        }
        #expect(message.transactionId == 77)
        queue.delivered()
        #expect(queue.transactionID(of: 1) == nil)
        #expect(queue.head(at: morning)?.message == (try start(2)))
    }

    @Test("a refused message waits longer each time, holds up the others, and is given up in the end")
    func retries() throws {
        var queue = TransactionQueue()
        queue.append(try start(1), order: 1)
        queue.append(stop(1), order: 2)
        let first = queue.failed(at: morning, attempts: 3, retryInterval: 60)
        #expect(first == .triedAgain(at: morning.advanced(bySeconds: 60)))
        #expect(queue.head(at: morning.advanced(bySeconds: 59)) == nil)
        #expect(queue.dueAt == morning.advanced(bySeconds: 60))
        #expect(queue.head(at: morning.advanced(bySeconds: 60))?.message == (try start(1)))
        let later = morning.advanced(bySeconds: 60)
        #expect(
            queue.failed(at: later, attempts: 3, retryInterval: 60) == .triedAgain(at: later.advanced(bySeconds: 120)))
        #expect(queue.failed(at: later, attempts: 3, retryInterval: 60) == .given(up: try start(1)))
        // What follows of that transaction goes without an id.
        #expect(queue.head(at: later)?.message == stop(1).identified(by: nil))
        guard case .stop(_, let message)? = queue.head(at: later)?.message else {
            Issue.record("StopTransaction comes next")
            return
        }
        #expect(message.transactionId == -1)
    }

    @Test("a new connection ends the wait")
    func reconnect() throws {
        var queue = TransactionQueue()
        queue.append(try start(1), order: 1)
        _ = queue.failed(at: morning, attempts: 3, retryInterval: 60)
        queue.reconnected()
        #expect(queue.head(at: morning) != nil)
    }

    @Test("a full queue loses meter values only, and never the first message")
    func thinning() throws {
        var queue = TransactionQueue(capacity: 20)
        queue.append(values(1), order: 0)
        queue.append(stop(1), order: 1)
        queue.append(try start(2), order: 2)
        for order in 3..<100 { queue.append(values(2), order: order) }
        queue.append(stop(2), order: 100)
        #expect(queue.entries.count <= 20)
        #expect(queue.entries.first?.order == 0)
        #expect(queue.entries.filter { !$0.message.isMeterValues }.map(\.order) == [1, 2, 100])
        #expect(queue.entries.map(\.order) == queue.entries.map(\.order).sorted())
    }

    @Test("everything goes in the order in which it was said, as far as it may")
    func outbox() throws {
        var outbox = Outbox()
        outbox.append(.transaction(try start(1)))
        outbox.append(.heartbeat)
        outbox.append(.transaction(stop(1)))
        #expect(outbox.next(at: morning, .boot) == nil)
        #expect(outbox.next(at: morning, .triggered) == nil)
        #expect(outbox.next(at: morning, .everything)?.summary == "Start")
        outbox.transactions.delivered()
        #expect(outbox.next(at: morning, .everything)?.summary == "Heartbeat")
        #expect(outbox.next(at: morning, .everything)?.summary == "Stop(-)")
    }

    @Test("a transaction message that waits holds up nothing else")
    func bypass() throws {
        var outbox = Outbox()
        outbox.append(.transaction(try start(1)))
        _ = outbox.transactions.failed(at: morning, attempts: 3, retryInterval: 60)
        outbox.append(.heartbeat)
        #expect(outbox.next(at: morning, .everything) == .heartbeat)
    }

    @Test("a lost connection takes the rest along, but not the transactions")
    func lost() throws {
        var outbox = Outbox()
        outbox.append(.transaction(try start(1)))
        outbox.append(.heartbeat)
        #expect(outbox.disconnected() == [.heartbeat])
        #expect(outbox.next(at: morning, .everything)?.summary == "Start")
    }
}
