import OCPP16
import OCPPJ
import Testing

@testable import ChargePointSimulator

@Suite("Offline")
struct OfflineTests {
    @Test("what happens during an outage is told after it, in order, with the times at which it happened")
    func replay() throws {
        var bench = Bench(try profile())
        #expect(try bench.run { $0.stop != nil })
        bench.forget()
        try bench.disconnect()
        let lost = bench.now
        // The driver's idTag is in the cache by now, so that sessions go on.
        try bench.run(seconds: 5000)
        #expect(bench.sent.isEmpty)
        let back = bench.now
        bench.isReachable = true
        #expect(try bench.run { $0.stop != nil })
        let told = bench.messages.filter { $0.status == nil && $0 != .heartbeat }
        let start = try #require(told.first?.start)
        let startedAt = try #require(start.timestamp.timestamp)
        #expect(lost < startedAt && startedAt < back)
        let id = 2
        for message in told.dropFirst().prefix(while: { $0.stop == nil }) {
            #expect(message.meterValues?.transactionId == id)
        }
        let stop = try #require(told.compactMap(\.stop).first)
        #expect(stop.transactionId == id)
        let times = told.compactMap { message in
            message.start?.timestamp.timestamp ?? message.stop?.timestamp.timestamp
                ?? message.meterValues?.meterValue.first?.timestamp.timestamp
        }
        #expect(times.count == told.count)
        #expect(times == times.sorted())
    }

    @Test("a transaction that runs through an outage keeps its id")
    func outageInTransaction() throws {
        var bench = Bench(try profile())
        #expect(try bench.run { $0.start != nil })
        try bench.disconnect()
        try bench.run(seconds: 300)
        bench.isReachable = true
        bench.forget()
        #expect(try bench.run { $0.stop != nil })
        #expect(bench.messages.compactMap(\.meterValues).allSatisfy { $0.transactionId == 1 })
        #expect(bench.messages.compactMap(\.stop).first?.transactionId == 1)
        // Charging was told before the outage and holds still.
        #expect(bench.messages.first?.status == nil)
    }

    @Test("a StartTransaction whose answer was lost is sent again, the same")
    func lostAnswer() throws {
        var bench = Bench(try profile())
        var losses = 1
        bench.answer = { message in
            guard message.start != nil, losses > 0 else { return nil }
            losses -= 1
            return .failure(CallFailure(.disconnected, action: "StartTransaction"))
        }
        #expect(try bench.run { $0.start != nil })
        #expect(try bench.run { $0.start != nil })
        let starts = bench.messages.compactMap(\.start)
        #expect(starts.count == 2)
        #expect(starts[0] == starts[1])
    }

    @Test("a refused transaction message is repeated as TransactionMessageAttempts and RetryInterval say")
    func repeats() throws {
        var bench = Bench(try profile())
        bench.answer = { message in
            message.start == nil
                ? nil
                : .failure(CallFailure(.callError, action: "StartTransaction", error: CallError(.internalError, "full")))
        }
        #expect(try bench.run { $0.start != nil })
        try bench.run(seconds: 400)
        let starts = bench.sent.filter { $0.message.start != nil }
        let first = try #require(starts.first).at
        #expect(starts.map { $0.at.seconds(since: first) } == [0, 60, 180])
        // Given up: what follows of the transaction goes without an id.
        let values = bench.messages.compactMap(\.meterValues)
        #expect(!values.isEmpty && values.allSatisfy { $0.transactionId == nil })
        #expect(try bench.run { $0.stop != nil })
        #expect(bench.messages.compactMap(\.stop).first?.transactionId == -1)
    }

    @Test("a missing answer is a failure too, and other messages do not wait for the repeat")
    func timeout() throws {
        var bench = Bench(try profile())
        var failures = 1
        bench.answer = { message in
            guard message.stop != nil, failures > 0 else { return nil }
            failures -= 1
            return .failure(CallFailure(.timedOut, action: "StopTransaction"))
        }
        #expect(try bench.run { $0.stop != nil })
        #expect(bench.summaries.last == "Finishing(1)" || bench.summaries.last == "Stop(Local)")
        #expect(try bench.run(atMost: 61) { $0.stop != nil })
        #expect(bench.behaviour.tally.sessionsFinished == 1)
        #expect(bench.summaries.contains("Finishing(1)"))
    }

    @Test("an unknown driver is turned away while the Central System cannot be asked")
    func unknownOffline() throws {
        var bench = Bench(try profile())
        try bench.settle()
        try bench.disconnect()
        try bench.run(seconds: 5000)
        #expect(bench.behaviour.outbox.transactions.isEmpty)
        _ = bench.behaviour.configuration.change("AllowOfflineTxForUnknownId", to: "true")
        try bench.run(seconds: 5000)
        #expect(!bench.behaviour.outbox.transactions.isEmpty)
    }

    @Test("a question that cannot be delivered is decided at the charge point")
    func lostQuestion() throws {
        var bench = Bench(try profile())
        try bench.settle()
        _ = bench.behaviour.configuration.change("AllowOfflineTxForUnknownId", to: "true")
        bench.answer = { $0.authorize == nil ? nil : .failure(CallFailure(.disconnected, action: "Authorize")) }
        #expect(try bench.run { $0.start != nil })
    }
}
