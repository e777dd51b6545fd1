import ChargingSchedules
import OCPP16
import OCPPJ

/// How long the composite schedule of 20 profiles over 7 days takes, in this process.
///
/// The profiles are of all purposes and kinds. Most recur daily with a period for each hour and pause for a part of the day, each at
/// another time, so that schedules are cut into many pieces and every stack level decides at some time.
struct CompositeScheduleBench {
    private static let hour: Int32 = 3600
    private let start = Timestamp(milliseconds: 1_774_569_600_000)

    /// - Parameter runs: how often the schedule is computed, after some runs that are not counted.
    func measure(runs: Int) -> BenchReport.CompositeSchedule {
        let profiles = profiles
        let request = CompositeScheduleRequest(
            connectorId: 1, start: start, duration: 604_800, unit: .amperes,
            transactions: [RunningTransaction(id: 1, connectorId: 1, start: start.advanced(bySeconds: -1800))])
        var periods = 0
        var times: [Duration] = []
        let clock = ContinuousClock()
        for run in -runs / 10..<runs {
            let time = clock.measure { periods = CompositeSchedule(of: profiles, request).periods.count }
            if run >= 0 { times.append(time) }
        }
        times.sort()
        let microseconds = { (share: Double) in times[Int(Double(times.count - 1) * share)] / .microseconds(1) }
        return BenchReport.CompositeSchedule(
            profiles: profiles.count, days: 7, periods: periods, runs: runs, medianMicroseconds: microseconds(0.5),
            p99Microseconds: microseconds(0.99))
    }

    private var profiles: [InstalledProfile] {
        let maxima = (0..<4).map { level in
            installed(level, .chargePointMaxProfile, level: level, on: 0, level == 0 ? .relative : .recurring)
        }
        let defaults = (0..<8).map { level in
            installed(100 + level, .txDefaultProfile, level: level, on: level % 2, level == 3 ? .absolute : .recurring)
        }
        let own = (0..<8).map { level in
            installed(200 + level, .txProfile, level: level, on: 1, [.recurring, .recurring, .relative, .recurring, .absolute][level % 5])
        }
        return maxima + defaults + own
    }

    private func installed(
        _ id: Int, _ purpose: ChargingProfilePurposeType, level: Int, on connector: Int, _ kind: ChargingProfileKindType
    ) -> InstalledProfile {
        let recurrency: RecurrencyKindType? = kind == .recurring ? (level == 5 ? .weekly : .daily) : nil
        // The higher a level, the less of the day it covers.
        let duration = level == 0 ? nil : Seconds(integerLiteral: 20 * Self.hour - Int32(level) * 2 * Self.hour)
        let unit: ChargingRateUnitType = id % 2 == 0 ? .amperes : .watts
        let periods = (0..<24).map { index in
            let amperes = Double((id * 7 + index * 13) % 26 + 6)
            return ChargingSchedulePeriod(
                startPeriod: Seconds(integerLiteral: Int32(index) * Self.hour),
                limit: ChargingRate(unit == .amperes ? amperes : amperes * 690))
        }
        let begin = DateTime(start.advanced(bySeconds: level * 4210 - 30 * 604_800))
        let schedule = ChargingSchedule(
            duration: duration, startSchedule: kind == .relative ? nil : begin, chargingRateUnit: unit, chargingSchedulePeriod: periods)
        return InstalledProfile(
            connectorId: connector,
            profile: ChargingProfile(
                chargingProfileId: id, stackLevel: level, chargingProfilePurpose: purpose, chargingProfileKind: kind,
                recurrencyKind: recurrency, chargingSchedule: schedule))
    }
}
