import ChargingSchedules
import Foundation
import OCPP16
import OCPPJ
import Testing

/// How many random sets; more with `STATIONMASTER_SCHEDULE_SETS=5000`.
private let sets = Int(ProcessInfo.processInfo.environment["STATIONMASTER_SCHEDULE_SETS"] ?? "") ?? 300
private let days = 86_400

/// Properties that hold for any set of profiles; the argument of a failure is the seed of its set.
@Suite("Composite schedules of random sets of profiles")
struct PropertyTests {
    @Test("each second has the limit that the specification gives it", arguments: 0..<sets)
    func bruteForce(seed: Int) {
        expectNaive(RandomScenario(seed: seed, scale: 900), every: 1)
    }

    @Test("over days, each second has the limit that the specification gives it", arguments: 0..<max(2, sets / 150))
    func bruteForceOverDays(seed: Int) {
        expectNaive(RandomScenario(seed: 10_000 + seed, scale: 2 * days), every: 1)
    }

    @Test("over weeks, limits are right at both ends of each period and anywhere between", arguments: 0..<sets)
    func overWeeks(seed: Int) {
        let scenario = RandomScenario(seed: 20_000 + seed, scale: 20 * days)
        let schedule = scenario.schedule
        let naive = NaiveLimits(scenario)
        var random = SplitMix64(seed: seed)
        var moments = schedule.periods.flatMap { [$0.start, $0.end.advanced(bySeconds: -1)] }
        for _ in 0..<100 {
            moments.append(scenario.request.start.advanced(bySeconds: random.number(0...(scenario.request.duration.value - 1))))
        }
        for moment in moments {
            #expect(schedule.limit(at: moment)?.decimal == naive.limit(at: moment), "\(moment)")
        }
    }

    private func expectNaive(_ scenario: RandomScenario, every step: Int) {
        let naive = NaiveLimits(scenario)
        let schedule = scenario.schedule
        var period = 0
        var wrong = 0
        for second in stride(from: 0, to: scenario.request.duration.value, by: step) {
            let moment = scenario.request.start.advanced(bySeconds: second)
            while schedule.periods[period].end <= moment { period += 1 }
            let expected = naive.limit(at: moment)
            guard schedule.periods[period].limit?.decimal != expected else { continue }
            wrong += 1
            if wrong <= 3 { Issue.record("\(moment): \(schedule.periods[period].explanation), not \(expected.map { "\($0)" } ?? "unlimited")") }
        }
    }

    @Test("there is no gap and no overlap, and neighbours differ", arguments: 0..<sets)
    func seamless(seed: Int) {
        for scale in [900, 10 * days] {
            let scenario = RandomScenario(seed: seed, scale: scale)
            let periods = scenario.schedule.periods
            #expect(periods.first?.start == scenario.request.start)
            #expect(periods.last?.end == scenario.request.end)
            for (period, next) in zip(periods, periods.dropFirst()) {
                #expect(period.start < period.end)
                #expect(period.end == next.start)
                #expect(
                    period.limit != next.limit || period.numberPhases != next.numberPhases || period.reason != next.reason
                        || period.minChargingRate != next.minChargingRate)
            }
        }
    }

    @Test("the limit is never above an applicable one, and the lowest purpose decides", arguments: 0..<sets)
    func lowestPurpose(seed: Int) {
        let scenario = RandomScenario(seed: seed, scale: 3 * days)
        let naive = NaiveLimits(scenario)
        for period in scenario.schedule.periods {
            for moment in [period.start, period.end.advanced(bySeconds: -1)] {
                let whole = naive.chargePointMax(at: moment)
                let own = naive.ofTransactions(at: moment)
                for limit in [whole?.limit, own].compactMap({ $0 }) {
                    #expect(period.limit.map { $0.decimal <= limit } == true)
                }
                switch period.reason {
                case .unlimited: #expect(whole == nil && own == nil)
                case .profile(let profile) where profile.purpose == .chargePointMaxProfile:
                    #expect(profile.chargingProfileId == whole?.id)
                    #expect(own.map { $0 > whole?.limit ?? 0 } ?? true)
                case .profile(let profile):
                    #expect(profile.chargingProfileId == naive.ofTransaction(on: 1, at: moment)?.id)
                case .connectors(let shares):
                    #expect(shares.map(\.limit.decimal).reduce(0, +) == own)
                }
            }
        }
    }

    @Test("within a purpose the highest stack level that has a value wins", arguments: 0..<sets)
    func stacking(seed: Int) {
        let scenario = RandomScenario(seed: seed, scale: 3 * days)
        let naive = NaiveLimits(scenario)
        for period in scenario.schedule.periods {
            guard case .profile(let winner) = period.reason else { continue }
            let transaction = scenario.request.transactions.first { $0.connectorId == scenario.request.connectorId }
            let first = scenario.request.transactions.map(\.start).min()
            let chargingStart = (winner.purpose == .chargePointMaxProfile ? first : transaction?.start) ?? scenario.request.start
            for other in scenario.profiles
            where other.connectorId == winner.connectorId && other.profile.chargingProfilePurpose == winner.purpose
                && other.profile.stackLevel > winner.stackLevel
            {
                if let id = other.profile.transactionId, id != transaction?.id { continue }
                let isReplaced = scenario.schedule.disregarded.contains { $0.profile == ProfileReference(other) }
                #expect(isReplaced || naive.value(of: other.profile, at: period.start, chargingStart: chargingStart) == nil)
            }
        }
    }

    @Test("what is told to decide adds up to the limit", arguments: 0..<sets)
    func considered(seed: Int) {
        let schedule = RandomScenario(seed: seed, scale: 3 * days).schedule
        for period in schedule.periods {
            let considered = schedule.limitsConsidered(at: period.start)
            let deciding = considered.filter { $0.verdict == .decides }.map(\.limit.decimal)
            #expect(period.limit.map { $0.decimal == deciding.reduce(0, +) } ?? deciding.isEmpty)
            if case .profile = period.reason { #expect(deciding.count == 1) }
        }
    }

    @Test("the zone in which times are written changes nothing", arguments: 0..<sets)
    func timeZone(seed: Int) {
        var random = SplitMix64(seed: seed)
        let scenario = RandomScenario(seed: seed, scale: 10 * days)
        let elsewhere = scenario.rewritten { time in
            guard let timestamp = time.timestamp else { return time }
            let minutes = random.number(-14 * 60...14 * 60)
            let local = timestamp.advanced(bySeconds: minutes * 60).rfc3339.dropLast()
            let sign = minutes < 0 ? "-" : "+"
            let text = String(format: "%@%@%02d:%02d", String(local), sign, abs(minutes) / 60, abs(minutes) % 60)
            return DateTime(received: text)
        }
        #expect(elsewhere.schedule.periods == scenario.schedule.periods)
        #expect(elsewhere.profiles != scenario.profiles || !scenario.hasTimes)
    }

    @Test("moving everything moves the schedule", arguments: 0..<sets)
    func moved(seed: Int) {
        var random = SplitMix64(seed: seed)
        let scenario = RandomScenario(seed: seed, scale: 10 * days)
        let seconds = [1, days, 7 * days, -365 * days, 12_345][random.number(0...4)]
        let moved = scenario.moved(bySeconds: seconds).schedule.periods
        #expect(
            moved.map { period in
                var back = period
                back.start = period.start.advanced(bySeconds: -seconds)
                back.end = period.end.advanced(bySeconds: -seconds)
                return back
            } == scenario.schedule.periods)
    }

    @Test("once all has begun, a later week of what recurs is as the one before", arguments: 0..<sets)
    func nextWeek(seed: Int) {
        var scenario = RandomScenario(seed: seed, scale: 7 * days)
        scenario.request.transactions = []
        scenario.profiles.removeAll {
            $0.profile.recurrencyKind == nil || $0.profile.chargingProfileKind != .recurring || $0.profile.chargingSchedule.startSchedule == nil
        }
        for index in scenario.profiles.indices {
            scenario.profiles[index].profile.validFrom = nil
            scenario.profiles[index].profile.validTo = nil
        }
        scenario.request.start = scenario.request.start.advanced(bySeconds: 14 * days)
        let week = scenario.schedule.periods
        scenario.request.start = scenario.request.start.advanced(bySeconds: 7 * days)
        #expect(scenario.schedule.periods.map(\.limit) == week.map(\.limit))
        #expect(scenario.schedule.periods.map(\.start) == week.map { $0.start.advanced(bySeconds: 7 * days) })
    }

    @Test("a part of a schedule is the schedule of that part", arguments: 0..<sets)
    func part(seed: Int) throws {
        var scenario = RandomScenario(seed: seed, scale: 5 * days)
        // Without a transaction, relative schedules count from the start of the request.
        let connectors = scenario.request.connectorId == 0 ? scenario.request.connectors : [scenario.request.connectorId]
        guard connectors.allSatisfy({ id in scenario.request.transactions.contains { $0.connectorId == id } }),
            !scenario.request.transactions.isEmpty
        else { return }
        let whole = scenario.schedule
        scenario.request.start = scenario.request.start.advanced(bySeconds: scenario.request.duration.value / 3)
        scenario.request.duration = try Seconds(scenario.request.duration.value / 3)
        let part = scenario.schedule
        for period in part.periods {
            for moment in [period.start, period.end.advanced(bySeconds: -1)] {
                #expect(whole.period(at: moment)?.limit == period.limit)
                #expect(whole.period(at: moment)?.reason == period.reason)
            }
        }
    }
}

extension RandomScenario {
    var hasTimes: Bool {
        profiles.contains { $0.profile.validFrom != nil || $0.profile.validTo != nil || $0.profile.chargingSchedule.startSchedule != nil }
    }
}
