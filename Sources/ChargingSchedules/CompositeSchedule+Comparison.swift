package import OCPP16
package import OCPPJ

extension CompositeSchedule {
    /// Compares with what the charge point answered to GetCompositeSchedule.
    ///
    /// - Parameter answer: a schedule in either unit; its periods may be in any order.
    /// - Parameter scheduleStart: what its periods are relative to; nil for its `startSchedule`, or else the start of this schedule.
    package func compared(
        with answer: ChargingSchedule, scheduleStart: Timestamp?, tolerance: ComparisonTolerance = ComparisonTolerance()
    ) -> ScheduleComparison {
        let start = scheduleStart ?? answer.startSchedule?.timestamp ?? request.start
        let answered = AnsweredSchedule(answer, start: start)
        var differences: [ScheduleDifference] = []
        var next = 0
        for period in periods {
            var moment = period.start
            while moment < period.end {
                // Both are walked in order of time.
                while next < answered.stretches.count, answered.stretches[next].end <= moment { next += 1 }
                var end = period.end
                var stretch: AnsweredSchedule.Stretch?
                if next < answered.stretches.count {
                    let candidate = answered.stretches[next]
                    if candidate.start <= moment {
                        stretch = candidate
                        end = min(end, candidate.end)
                    } else {
                        end = min(end, candidate.start)
                    }
                }
                if let difference = difference(moment, end, period, stretch, in: answer.chargingRateUnit, tolerance) {
                    differences.append(difference)
                }
                moment = end
            }
        }
        return ScheduleComparison(
            differences: Self.lasting(Self.joined(differences), tolerance), startOffset: start.seconds(since: request.start))
    }

    private func difference(
        _ start: Timestamp, _ end: Timestamp, _ period: CompositePeriod, _ answered: AnsweredSchedule.Stretch?,
        in unit: ChargingRateUnitType, _ tolerance: ComparisonTolerance
    ) -> ScheduleDifference? {
        var difference = ScheduleDifference(
            start: start, end: end, kind: .notAnswered, expected: period.limit, expectedPhases: period.numberPhases, unit: period.unit)
        guard let answered else { return difference }
        let phases = answered.numberPhases ?? request.supply.phasesToConvert(period.numberPhases, to: .watts)
        let rate = converted(answered.limit, on: phases, from: unit)
        difference.answered = rate
        difference.answeredPhases = answered.numberPhases
        guard let expected = [period.limit, tolerance.maximum].compactMap({ $0 }).min() else {
            difference.kind = .limitOfItsOwn
            return difference
        }
        let allowed = tolerance.rate?.value ?? Self.roundingOfAmperes * (period.unit == .amperes ? 1 : factor(phases))
        // Some billionths for the binary fractions of the charge point's numbers.
        let excess = min(rate.value, tolerance.maximum?.value ?? rate.value) - expected.value
        if abs(excess) > allowed + 1e-6 {
            difference.kind = excess > 0 ? .higher : .lower
            return difference
        }
        guard let own = period.numberPhases, let other = answered.numberPhases, own != other else { return nil }
        difference.kind = .phases
        return difference
    }

    private static let roundingOfAmperes = 0.1

    private func factor(_ phases: Int) -> Double {
        Double(request.supply.volts * min(max(phases, 1), ElectricalSupply.assumedPhases))
    }

    /// To the unit of this schedule; to the nearest tenth, because nothing is limited by it.
    private func converted(_ limit: ChargingRate, on phases: Int, from unit: ChargingRateUnitType) -> ChargingRate {
        guard unit != request.unit else { return limit }
        let value = request.unit == .watts ? limit.value * factor(phases) : limit.value / factor(phases)
        return ChargingRate((value * 10).rounded() / 10)
    }

    /// Neighbours that differ in the same way are one difference.
    private static func joined(_ differences: [ScheduleDifference]) -> [ScheduleDifference] {
        var joined: [ScheduleDifference] = []
        for difference in differences {
            if var last = joined.last, last.end == difference.start {
                let end = difference.end
                var same = difference
                (same.start, same.end) = (last.start, last.end)
                if same == last {
                    last.end = end
                    joined[joined.count - 1] = last
                    continue
                }
            }
            joined.append(difference)
        }
        return joined
    }

    /// Those that last. What belongs together without a gap counts as one, so that many short differences in a row are not lost;
    /// but what only an edge that came some seconds early or late added to a longer one is taken off again.
    private static func lasting(_ differences: [ScheduleDifference], _ tolerance: ComparisonTolerance) -> [ScheduleDifference] {
        let allowed = Int64(tolerance.seconds) * 1000
        var lasting: [ScheduleDifference] = []
        var rest = differences[...]
        while let first = rest.first {
            var run = [first]
            rest.removeFirst()
            while let next = rest.first, next.start == run[run.count - 1].end {
                run.append(next)
                rest.removeFirst()
            }
            guard run[run.count - 1].end.milliseconds - first.start.milliseconds > allowed else { continue }
            if run.contains(where: { $0.lasts > allowed }) {
                while let edge = run.first, edge.lasts <= allowed { run.removeFirst() }
                while let edge = run.last, edge.lasts <= allowed { run.removeLast() }
            }
            lasting += run
        }
        return lasting
    }
}

extension ScheduleDifference {
    /// In milliseconds.
    fileprivate var lasts: Int64 { end.milliseconds - start.milliseconds }
}

/// A charge point's answer as stretches of time.
private struct AnsweredSchedule {
    struct Stretch {
        var start: Timestamp
        var end: Timestamp
        var limit: ChargingRate
        var numberPhases: Int?
    }

    /// In order of time; nothing before the first period, nothing after the duration.
    let stretches: [Stretch]

    init(_ answer: ChargingSchedule, start: Timestamp) {
        let periods = answer.chargingSchedulePeriod.sorted { $0.startPeriod < $1.startPeriod }
        let end = answer.duration.map { start.advanced(bySeconds: $0.value) } ?? Timestamp(milliseconds: .max)
        stretches = periods.indices.compactMap { index in
            let from = start.advanced(bySeconds: periods[index].startPeriod.value)
            let next = index + 1 < periods.count ? start.advanced(bySeconds: periods[index + 1].startPeriod.value) : end
            let until = min(next, end)
            guard from < until else { return nil }
            return Stretch(start: from, end: until, limit: periods[index].limit, numberPhases: periods[index].numberPhases)
        }
    }
}
