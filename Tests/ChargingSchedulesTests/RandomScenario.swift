import ChargingSchedules
import OCPP16
import OCPPJ

/// A set of profiles and a request, made from a seed. Everything that the specification allows and much that it forbids comes up.
struct RandomScenario {
    var profiles: [InstalledProfile]
    var request: CompositeScheduleRequest
    private var random: SplitMix64
    /// Around which lengths of time all moments and periods lie, in seconds.
    private let scale: Int

    /// - Parameter scale: so many seconds are asked for, more or less, and most of what happens, happens within them.
    init(seed: Int, scale: Int) {
        self.scale = scale
        random = SplitMix64(seed: seed)
        // 2026-03-27, two days before clocks change in Europe, at any second of the day.
        let start = Timestamp(milliseconds: 1_774_569_600_000).advanced(bySeconds: random.number(0...86_399))
        request = CompositeScheduleRequest(
            connectorId: random.chance(25) ? 0 : 1, start: start, duration: Self.seconds(random.number(scale / 2...scale)),
            unit: random.chance(50) ? .amperes : .watts,
            supply: ElectricalSupply(volts: random.chance(80) ? 230 : 110, phases: random.chance(70) ? 3 : 1))
        profiles = []
        if random.chance(60) { addTransaction(41, on: 1) }
        if random.chance(40) { addTransaction(42, on: 2) }
        if request.connectorId == 0 { request.connectors = [[1], [1, 2], [1, 2, 3], []][random.number(0...3)] }
        for id in 0..<random.number(0...12) { profiles.append(profile(id)) }
    }

    static func seconds(_ value: Int) -> Seconds { Seconds(integerLiteral: Int32(value)) }

    private mutating func addTransaction(_ id: Int, on connector: Int) {
        request.transactions.append(
            RunningTransaction(id: random.chance(85) ? id : nil, connectorId: connector, start: somewhen(before: 3 * scale, after: scale / 3)))
    }

    private mutating func somewhen(before: Int, after: Int) -> Timestamp {
        request.start.advanced(bySeconds: random.number(-before...after))
    }

    private mutating func profile(_ id: Int) -> InstalledProfile {
        let purpose = random.one(of: [.chargePointMaxProfile, .txDefaultProfile, .txProfile, .txProfile], or: .txProfile) as ChargingProfilePurposeType
        let usual = purpose == .chargePointMaxProfile ? 0 : random.number(purpose == .txProfile ? 1...2 : 0...2)
        let kind = random.one(of: [.absolute, .recurring, .recurring, .relative], or: .absolute) as ChargingProfileKindType
        // Now and then it is missing where it belongs, and there where it does not.
        let hasRecurrency = random.chance(kind == .recurring ? 95 : 10)
        let recurrency: RecurrencyKindType? = hasRecurrency ? (random.chance(70) ? .daily : .weekly) : nil
        let profile = ChargingProfile(
            chargingProfileId: id, transactionId: purpose == .txProfile && random.chance(60) ? random.number(41...42) : nil,
            stackLevel: random.number(0...4), chargingProfilePurpose: purpose, chargingProfileKind: kind, recurrencyKind: recurrency,
            validFrom: random.chance(30) ? DateTime(somewhen(before: scale, after: scale)) : nil,
            validTo: random.chance(30) ? DateTime(somewhen(before: scale / 3, after: scale)) : nil,
            chargingSchedule: schedule(recurrency == .weekly ? 7 : 1))
        return InstalledProfile(connectorId: random.chance(92) ? usual : random.number(0...2), profile: profile)
    }

    private mutating func schedule(_ cycleInDays: Int) -> ChargingSchedule {
        var start: DateTime?
        if random.chance(88) {
            // Some cycles ago, a bit before or after the start of the request, so that its runs begin and end in view.
            let runs = random.chance(75) ? random.number(0...40) : 0
            start = DateTime(somewhen(before: scale, after: scale).advanced(bySeconds: -runs * cycleInDays * 86_400))
        }
        let unit: ChargingRateUnitType = random.chance(60) ? .amperes : .watts
        var duration: Seconds?
        if random.chance(65) {
            duration = Self.seconds(random.one(of: [0, scale / 10, scale / 2, 2 * scale, 86_400, 100_000, 604_800], or: 0))
        }
        var periods = (0..<random.number(1...6)).map { index in
            ChargingSchedulePeriod(
                startPeriod: Self.seconds(index == 0 && random.chance(85) ? 0 : random.number(0...(random.chance(85) ? scale : 700_000))),
                limit: ChargingRate(Double(unit == .amperes ? random.number(0...640) : random.number(0...250_000)) / 10),
                numberPhases: random.chance(60) ? nil : random.number(1...3))
        }
        if random.chance(80) { periods.sort { $0.startPeriod < $1.startPeriod } }
        return ChargingSchedule(
            duration: duration, startSchedule: start, chargingRateUnit: unit, chargingSchedulePeriod: periods,
            minChargingRate: random.chance(20) ? ChargingRate(Double(random.number(0...100)) / 10) : nil)
    }
}

extension RandomScenario {
    var schedule: CompositeSchedule { CompositeSchedule(of: profiles, request) }

    /// The same with every moment moved.
    func moved(bySeconds seconds: Int) -> RandomScenario {
        var moved = rewritten { DateTime(($0.timestamp ?? request.start).advanced(bySeconds: seconds)) }
        moved.request.start = request.start.advanced(bySeconds: seconds)
        for index in moved.request.transactions.indices {
            moved.request.transactions[index].start = request.transactions[index].start.advanced(bySeconds: seconds)
        }
        return moved
    }

    /// The same with every time in the profiles written in another way.
    func rewritten(_ rewrite: (DateTime) -> DateTime) -> RandomScenario {
        var rewritten = self
        for index in profiles.indices {
            var profile = profiles[index].profile
            profile.validFrom = profile.validFrom.map(rewrite)
            profile.validTo = profile.validTo.map(rewrite)
            profile.chargingSchedule.startSchedule = profile.chargingSchedule.startSchedule.map(rewrite)
            rewritten.profiles[index].profile = profile
        }
        return rewritten
    }
}
