import OCPP16
import OCPPJ
import Testing

@testable import ChargePointSimulator

@Suite("Power follows the charging profiles")
struct LimitTests {
    private func watts(_ bench: inout Bench, at index: Int = 0) -> Double {
        bench.behaviour.connectors[index].meter.reading(at: bench.now).watts
    }

    @Test("at every moment")
    func everyMoment() throws {
        var bench = try idleBench()
        try bench.charge()
        try bench.run(seconds: 60)
        #expect(watts(&bench) > 5000)
        let limits: [(Seconds, ChargingRate)] = [(0, 3000), (600, 5000), (660, 1400), (900, 2000)]
        let start = bench.now
        #expect(try bench.install(chargingProfile(start: start, duration: 1200, limits: limits)) == .accepted)
        for second in 0..<1300 {
            let elapsed = bench.now.seconds(since: start)
            let limit = elapsed >= 1200 ? .infinity : limits.last { Double($0.0.value) <= elapsed }?.1.value ?? 0
            #expect(watts(&bench) <= limit, "second \(second)")
            if limit.isFinite { #expect(watts(&bench) > limit * 0.98) }
            try bench.run(seconds: 1)
        }
        #expect(watts(&bench) > 5000)
    }

    @Test("the energy agrees with it")
    func energy() throws {
        var bench = try idleBench()
        try bench.charge()
        try bench.run(seconds: 60)
        let before = bench.behaviour.connectors[0].meter.reading(at: bench.now).registerWattHours
        #expect(try bench.install(chargingProfile(start: bench.now, limits: [(0, 3000), (600, 0)])) == .accepted)
        try bench.run(seconds: 1800)
        let after = bench.behaviour.connectors[0].meter.reading(at: bench.now).registerWattHours
        #expect((490...500).contains(after - before))
    }

    @Test("a limit of 0 is SuspendedEVSE, for as long as it holds")
    func suspended() throws {
        var bench = try idleBench()
        try bench.charge()
        #expect(try bench.install(chargingProfile(start: bench.now, limits: [(0, 3000), (60, 0), (120, 3000)])) == .accepted)
        let start = bench.now
        try bench.run(seconds: 200)
        let told = bench.sent.filter { $0.message.status != nil }
        #expect(told.map(\.message.summary) == ["SuspendedEVSE(1)", "Charging(1)"])
        #expect(told.map { $0.at.seconds(since: start) } == [60, 120])
        #expect(bench.messages.last { $0.meterValues != nil }?.meterValues?.transactionId == 1)
    }

    @Test("a transaction that starts under a limit of 0 starts suspended, and goes on when it is lifted")
    func startsSuspended() throws {
        var bench = try idleBench()
        #expect(try bench.install(chargingProfile(limits: [(0, 0)])) == .accepted)
        #expect(try bench.command(RemoteStartTransaction(idTag: token("APP"), connectorId: 1)).status == .accepted)
        #expect(try bench.run(atMost: 60) { $0.status?.status == .suspendedEVSE })
        #expect(!bench.summaries.contains("Charging(1)"))
        #expect(bench.summaries.suffix(2) == ["Start", "SuspendedEVSE(1)"])
        #expect(try bench.command(ClearChargingProfile()).status == .accepted)
        #expect(bench.summaries.last == "Charging(1)")
        try bench.run(seconds: 60)
        #expect(watts(&bench) > 2000)
    }

    @Test("a limit in amperes holds for each phase that the vehicle uses")
    func amperes() throws {
        var bench = try idleBench()
        try bench.charge()
        #expect(try bench.install(chargingProfile(unit: .amperes, limits: [(0, 10)])) == .accepted)
        try bench.run(seconds: 600)
        let phases = try #require(bench.behaviour.connectors[0].vehicle?.phases)
        #expect(bench.behaviour.connectors[0].transaction?.limitWatts == Double(10 * 230 * phases))
        let samples = bench.messages.compactMap(\.meterValues).flatMap(\.meterValue).flatMap(\.sampledValue)
        let currents = samples.filter { $0.measurand == .currentImport }.compactMap { Double($0.value) }
        #expect(currents.count == 10 * phases)
        #expect(currents.allSatisfy { $0 <= 10 && $0 > 9 })
    }

    @Test("a TxProfile goes before the default, and the lowest of the purposes holds")
    func purposes() throws {
        var bench = try idleBench()
        try bench.charge()
        #expect(try bench.install(chargingProfile(1, limits: [(0, 3000)]), at: 0) == .accepted)
        #expect(try bench.install(chargingProfile(2, limits: [(0, 3500)]), at: 1) == .accepted)
        try bench.run(seconds: 30)
        #expect(bench.behaviour.connectors[0].transaction?.limitWatts == 3500)
        #expect(try bench.install(chargingProfile(3, .txProfile, transaction: 1, limits: [(0, 4000)])) == .accepted)
        #expect(bench.behaviour.connectors[0].transaction?.limitWatts == 4000)
        #expect(try bench.install(chargingProfile(4, .chargePointMaxProfile, limits: [(0, 2500)]), at: 0) == .accepted)
        #expect(bench.behaviour.connectors[0].transaction?.limitWatts == 2500)
        try bench.run(seconds: 30)
        #expect(watts(&bench) <= 2500)
    }

    @Test("all connectors together keep to the ChargePointMaxProfile, in either unit", arguments: [
        (ChargingRateUnitType.watts, ChargingRate(9000)), (.amperes, 20),
    ])
    func chargePointMaximum(unit: ChargingRateUnitType, limit: ChargingRate) throws {
        var bench = try idleBench(connectors: 3)
        let maximum = chargingProfile(1, .chargePointMaxProfile, unit: unit, limits: [(0, limit)])
        #expect(try bench.install(maximum, at: 0) == .accepted)
        for number in 1...3 { try bench.charge("APP-\(number)", at: ConnectorId(number)) }
        for _ in 0..<200 {
            try bench.run(seconds: 7)
            let all = (0..<3).map { watts(&bench, at: $0) }
            let phases = bench.behaviour.connectors.map { Double($0.vehicle?.phases ?? 3) }
            let used = unit == .watts ? all.reduce(0, +) : zip(all, phases).map { $0 / $1 / 230 }.reduce(0, +)
            #expect(used <= limit.value)
            #expect(used > limit.value * 0.9)
        }
    }

    @Test("what a vehicle leaves is for the others")
    func sharing() {
        #expect(LimitSharing.shares(of: 10, between: [20, 20]) == [5, 5])
        #expect(LimitSharing.shares(of: 10, between: [2, 20]) == [2, 8])
        #expect(LimitSharing.shares(of: 10, between: [20, 0, 3]) == [7, 0, 3])
        #expect(LimitSharing.shares(of: 100, between: [20, 5]) == [20, 5])
        #expect(LimitSharing.shares(of: 0, between: [20, 5]) == [0, 0])
        #expect(LimitSharing.shares(of: 5, between: []) == [])
    }

    @Test("when one stops, the other gets more")
    func redistributed() throws {
        var bench = try idleBench()
        let maximum = chargingProfile(1, .chargePointMaxProfile, limits: [(0, 6000)])
        #expect(try bench.install(maximum, at: 0) == .accepted)
        try bench.charge("A", at: 1)
        #expect(bench.behaviour.connectors[0].transaction?.limitWatts == 6000)
        try bench.charge("B", at: 2)
        #expect(bench.behaviour.connectors.map { $0.transaction?.limitWatts } == [3000, 3000])
        #expect(try bench.command(RemoteStopTransaction(transactionId: 1)).status == .accepted)
        #expect(bench.behaviour.connectors[1].transaction?.limitWatts == 6000)
    }

    @Test("the battery is full later then, and a limited vehicle ends as full as any")
    func full() throws {
        var process = ChargingProcess(
            vehicle: Vehicle(
                batteryWattHours: 40_000, arrivalStateOfCharge: 0.5, chargeLimit: 1, phases: 3, amperesPerPhase: 16,
                directWatts: 100_000, taperStart: 0.9),
            supply: .alternating(phases: 3, amperes: 32), acceleration: 1, seed: 1)
        let free = try #require(process.secondsUntilFull(within: 200_000))
        process.limit(toWatts: 2000, afterSeconds: 600)
        let limited = try #require(process.secondsUntilFull(within: 200_000))
        #expect(limited > free * 3)
        process.limit(toWatts: 0, afterSeconds: 1200)
        #expect(process.secondsUntilFull(within: 200_000) == nil)
        let paused = process.reading(afterSeconds: 1200)
        #expect(process.reading(afterSeconds: 5000) == paused)
        #expect(paused.watts == 0)
        process.limit(toWatts: .infinity, afterSeconds: 5000)
        let end = try #require(process.secondsUntilFull(within: 200_000))
        #expect(process.reading(afterSeconds: end).stateOfCharge > 0.999_999)
    }

    @Test("the acceleration changes nothing about the power")
    func accelerated() throws {
        var bench = try idleBench { $0.acceleration = 60 }
        #expect(try bench.install(chargingProfile(limits: [(0, 3000)])) == .accepted)
        try bench.charge()
        try bench.run(seconds: 5)
        #expect((2950...3000).contains(watts(&bench)))
    }
}
