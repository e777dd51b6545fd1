import ChargingSchedules
import OCPP16
import OCPPJ
import Testing

@testable import ChargePointSimulator

@Suite("Obedience, whatever happens")
struct ObedienceTests {
    /// Profiles come and go, transactions too, at random; every few seconds the power is held against what the profiles
    /// that are installed at that moment allow.
    @Test("no vehicle ever draws more than the profiles allow, nor all together", arguments: 0..<12 as Range<UInt64>)
    func neverAbove(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var bench = try idleBench(connectors: 3) { $0.seed = seed + 1 }
        var changes = 0
        for _ in 0..<400 {
            if Int.random(in: 0..<4, using: &random) == 0 {
                try change(&bench, &random)
                changes += 1
            }
            try check(&bench)
            try bench.run(seconds: Double(Int.random(in: 1...45, using: &random)))
            try check(&bench)
        }
        #expect(changes > 50)
        #expect(bench.messages.contains { $0.start != nil })
    }

    private func change(_ bench: inout Bench, _ random: inout SeededRandom) throws {
        let connector = ConnectorId(integerLiteral: Int32.random(in: 1...3, using: &random))
        switch Int.random(in: 0..<10, using: &random) {
        case 0...2:
            let tag = try token("TAG-\(Int.random(in: 0..<1000, using: &random))")
            _ = try bench.command(RemoteStartTransaction(idTag: tag, connectorId: connector))
        case 3:
            guard let id = bench.behaviour.connectors[connector.value - 1].transaction?.transactionID else { return }
            _ = try bench.command(RemoteStopTransaction(transactionId: id))
        case 4:
            _ = try bench.command(ClearChargingProfile(connectorId: connector))
        case 5:
            _ = try bench.command(ClearChargingProfile(connectorId: 0))
        default:
            let profile = profile(at: bench.now, &random)
            _ = try bench.install(profile, at: profile.chargingProfilePurpose == .chargePointMaxProfile ? 0 : connector)
        }
    }

    private func profile(at now: Timestamp, _ random: inout SeededRandom) -> ChargingProfile {
        let purposes: [ChargingProfilePurposeType] = [.chargePointMaxProfile, .txDefaultProfile, .txProfile]
        let purpose = purposes[Int.random(in: 0..<3, using: &random)]
        let unit: ChargingRateUnitType = Bool.random(using: &random) ? .amperes : .watts
        let isRelative = purpose != .chargePointMaxProfile && Bool.random(using: &random)
        let limits: [(Seconds, ChargingRate)] = (0..<Int.random(in: 1...4, using: &random)).map { index in
            let limit = unit == .amperes ? Int.random(in: 0...32, using: &random) : Int.random(in: 0...22, using: &random) * 1000
            return (Seconds(integerLiteral: Int32(index * 137)), ChargingRate(Double(limit)))
        }
        let start = now.advanced(bySeconds: Int.random(in: -600...600, using: &random))
        return chargingProfile(
            Int.random(in: 1...30, using: &random), purpose, level: Int.random(in: 0...3, using: &random),
            kind: isRelative ? .relative : .absolute, unit: unit, start: start,
            duration: Bool.random(using: &random) ? 900 : nil, limits: limits)
    }

    private func check(_ bench: inout Bench) throws {
        let installed = bench.behaviour.chargingProfiles.installed
        let now = bench.now
        var total = 0.0
        for index in bench.behaviour.connectors.indices {
            let watts = bench.behaviour.connectors[index].meter.reading(at: now).watts
            let phases = bench.behaviour.connectors[index].vehicle?.phases ?? 3
            total += watts
            let limit = limit(of: installed, bench, connector: index + 1, unit: .watts, phases: phases)
            if let limit { #expect(watts <= limit + 0.001, "connector \(index + 1) at \(now)") }
            let connector = bench.behaviour.connectors[index]
            if connector.transaction != nil, limit == 0 { #expect(connector.status == .suspendedEVSE) }
        }
        let maxima = installed.filter { $0.profile.chargingProfilePurpose == .chargePointMaxProfile }
        if let limit = limit(of: maxima, bench, connector: 1, unit: .watts, phases: 3) {
            #expect(total <= limit + 0.001, "all connectors at \(now)")
        }
    }

    private func limit(
        of profiles: [InstalledProfile], _ bench: Bench, connector: Int, unit: ChargingRateUnitType, phases: Int
    ) -> Double? {
        let request = CompositeScheduleRequest(
            connectorId: connector, start: bench.now, duration: 1, unit: unit,
            transactions: bench.behaviour.connectors.compactMap(\.runningTransaction), connectors: [1, 2, 3],
            supply: ElectricalSupply(phases: phases))
        return CompositeSchedule(of: profiles, request).periods.first?.limit?.value
    }
}
