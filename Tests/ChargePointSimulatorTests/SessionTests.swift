import OCPP16
import OCPPJ
import Testing

@testable import ChargePointSimulator

@Suite("Sessions")
struct SessionTests {
    /// Runs until the first session is over and its driver has gone.
    private func firstSession(_ bench: inout Bench) throws {
        #expect(try bench.run { $0.stop != nil })
        #expect(try bench.run { $0.status?.status == .available })
    }

    @Test("a whole session, told in order", arguments: [1, 2, 3, 5, 8, 13] as [UInt64])
    func whole(seed: UInt64) throws {
        var bench = Bench(try profile(seed: seed))
        try bench.settle()
        bench.forget()
        try firstSession(&bench)
        let told = bench.summaries.filter { $0 != "MeterValues" && $0 != "Heartbeat" && $0 != "SuspendedEV(1)" }
        let plugsInFirst = ["Preparing(1)", "Authorize", "Start", "Charging(1)"]
        let presentsFirst = ["Authorize", "Preparing(1)", "Start", "Charging(1)"]
        #expect(told.starts(with: plugsInFirst) || told.starts(with: presentsFirst))
        let ends = told.dropFirst(4)
        #expect(ends.first == "Stop(Local)" || ends.first == "Stop(EVDisconnected)")
        #expect(ends.dropFirst() == ["Finishing(1)", "Available(1)"])
    }

    @Test("a session is the same for the same seed, and another for another")
    func deterministic() throws {
        func conversation(_ seed: UInt64) throws -> [String] {
            var bench = Bench(try profile(connectors: 2, seed: seed))
            try bench.run(seconds: 7200)
            return bench.sent.map { "\($0.at) \($0.message.request)" }
        }
        let one = try conversation(1)
        #expect(try conversation(1) == one)
        #expect(try conversation(2) != one)
    }

    @Test("meter values come at the interval, bear the transaction's id, and rise from meterStart to meterStop")
    func metering() throws {
        var bench = Bench(try profile())
        try firstSession(&bench)
        let start = try #require(bench.sent.first { $0.message.start != nil })
        let meterStart = try #require(start.message.start?.meterStart)
        let values = bench.sent.filter { $0.message.meterValues != nil }
        #expect(values.count > 20)
        var last = meterStart
        for (number, value) in values.enumerated() {
            let message = try #require(value.message.meterValues)
            #expect(message.transactionId == 1)
            #expect(value.at == start.at.advanced(bySeconds: 60 * (number + 1)))
            let samples = try #require(message.meterValue.first?.sampledValue)
            #expect(samples.count >= 5)
            let register = try #require(Int(samples[0].value))
            #expect(register >= last)
            last = register
        }
        let stop = try #require(bench.messages.compactMap(\.stop).first)
        #expect(stop.meterStop >= last)
        #expect(stop.meterStop > meterStart + 500)
        #expect(stop.transactionId == 1)
        #expect(bench.behaviour.tally.sessionsFinished == 1)
    }

    @Test("the next session begins where the register stood")
    func lifetimeRegister() throws {
        var bench = Bench(try profile())
        try firstSession(&bench)
        try firstSession(&bench)
        let starts = bench.messages.compactMap(\.start)
        let stops = bench.messages.compactMap(\.stop)
        #expect(starts.count == 2)
        #expect(starts[1].meterStart == stops[0].meterStop)
    }

    @Test("a vehicle that is full is told about as SuspendedEV, in its transaction")
    func full() throws {
        var long = try profile(model: .fast150)
        long.drivers.stay = 15_000...15_000
        var bench = Bench(long)
        try firstSession(&bench)
        let statuses = bench.messages.compactMap(\.status?.status)
        let charging = try #require(statuses.firstIndex(of: .charging))
        #expect(statuses[charging + 1] == .suspendedEV)
        let last = try #require(bench.messages.last { $0.meterValues != nil }?.meterValues?.meterValue.first)
        #expect(last.sampledValue.first { $0.measurand == .powerActiveImport }?.value == "0.0")
    }

    @Test("a driver who is refused goes away without a transaction", arguments: [AuthorizationStatus.blocked, .invalid])
    func refused(status: AuthorizationStatus) throws {
        var bench = Bench(try profile(seed: 1))
        let refusal = try node(AuthorizeResponse(idTagInfo: IdTagInfo(status: status)))
        bench.answer = { $0.authorize == nil ? nil : .success(refusal) }
        try bench.run(seconds: 7200)
        #expect(bench.summaries.contains("Authorize"))
        #expect(!bench.summaries.contains("Start"))
        #expect(bench.messages.last { $0.status != nil }?.status?.status != .charging)
    }

    @Test("a transaction that is not authorized is stopped")
    func deauthorized() throws {
        var bench = Bench(try profile())
        let refusal = try node(
            StartTransactionResponse(idTagInfo: IdTagInfo(status: .concurrentTx), transactionId: 5))
        bench.answer = { $0.start == nil ? nil : .success(refusal) }
        #expect(try bench.run { $0.stop != nil })
        let stop = try #require(bench.messages.compactMap(\.stop).first)
        #expect(stop.reason == .deAuthorized)
        #expect(stop.transactionId == 5)
        #expect(stop.idTag == nil)
    }

    @Test("or given no energy, when it is configured so")
    func suspendedByChargePoint() throws {
        var bench = Bench(try profile())
        let refusal = try node(StartTransactionResponse(idTagInfo: IdTagInfo(status: .blocked), transactionId: 5))
        bench.answer = { $0.start == nil ? nil : .success(refusal) }
        #expect(
            try bench.command(
                ChangeConfiguration(key: CiString("StopTransactionOnInvalidId"), value: CiString("false"))
            ).status == .accepted)
        #expect(try bench.run { $0.status?.status == .suspendedEVSE })
        #expect(try bench.run { $0.stop != nil })
        let start = try #require(bench.messages.compactMap(\.start).first)
        let stop = try #require(bench.messages.compactMap(\.stop).first)
        #expect(stop.meterStop == start.meterStart)
    }

    @Test("an authorized driver who never plugs in is forgotten after ConnectionTimeOut")
    func connectionTimeOut() throws {
        var bench = Bench(try profile(idTags: []))
        try bench.settle()
        _ = bench.behaviour.configuration.change("ConnectionTimeOut", to: "3")
        bench.forget()
        #expect(try bench.command(RemoteStartTransaction(idTag: token("APP"), connectorId: 1)).status == .accepted)
        try bench.run(seconds: 10)
        #expect(bench.summaries == ["Authorize", "Preparing(1)", "Available(1)"])
        #expect(bench.sent.last?.at == morning.advanced(bySeconds: 3))
    }

    @Test("samples for the stop are sent with it")
    func transactionData() throws {
        var bench = Bench(try profile())
        try bench.settle()
        #expect(bench.behaviour.configuration.change("StopTxnSampledData", to: "Energy.Active.Import.Register") == .accepted)
        try firstSession(&bench)
        let stop = try #require(bench.messages.compactMap(\.stop).first)
        let data = try #require(stop.transactionData)
        #expect(data.first?.sampledValue.first?.context == .transactionBegin)
        #expect(data.last?.sampledValue.first?.context == .transactionEnd)
        #expect(data.count > 20)
        #expect(data.last?.sampledValue.first?.value == String(stop.meterStop))
    }

    @Test("aligned samples come at whole intervals of the day")
    func aligned() throws {
        var bench = Bench(try profile(connectors: 2, idTags: []))
        try bench.settle()
        let change = try ChangeConfiguration(key: CiString("ClockAlignedDataInterval"), value: CiString("900"))
        #expect(try bench.command(change).status == .accepted)
        try bench.run(seconds: 1800)
        let values = bench.sent.filter { $0.message.meterValues != nil }
        #expect(values.count == 4)
        #expect(values.allSatisfy { $0.at.milliseconds % 900_000 == 0 })
        #expect(values.first?.message.meterValues?.meterValue.first?.sampledValue.first?.context == .sampleClock)
    }

    @Test("shortened sessions are short")
    func accelerated() throws {
        var bench = Bench(try profile(acceleration: 60, meterInterval: 5))
        try bench.run(seconds: 300)
        #expect(bench.behaviour.tally.sessionsFinished >= 4)
    }
}
