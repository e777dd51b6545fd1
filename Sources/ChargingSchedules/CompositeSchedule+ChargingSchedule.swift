package import OCPP16
import OCPPJ

extension CompositeSchedule {
    /// This schedule as a charge point answers it (OCPP 1.6, section 6.22), with equal neighbours joined and with periods on whole
    /// seconds from `request.start`: a second that has two limits gets the lower one.
    ///
    /// `minChargingRate` is the highest one of the periods. A schedule of no duration has one period, since one is required.
    ///
    /// - Parameter unlimited: what stands for the limit where there is none, in the unit of this schedule: what the charge
    ///   point is able to deliver.
    package func chargingSchedule(unlimited: ChargingRate) -> ChargingSchedule {
        var steps: [Step] = []
        for period in periods { append(period, to: &steps, unlimited) }
        var joined: [ChargingSchedulePeriod] = []
        for step in steps where joined.last?.limit != step.limit || joined.last?.numberPhases != step.numberPhases {
            guard let start = try? Seconds(step.second) else { continue }
            joined.append(ChargingSchedulePeriod(startPeriod: start, limit: step.limit, numberPhases: step.numberPhases))
        }
        if joined.isEmpty { joined = [ChargingSchedulePeriod(startPeriod: 0, limit: unlimited)] }
        return ChargingSchedule(
            duration: request.duration, chargingRateUnit: request.unit, chargingSchedulePeriod: joined,
            minChargingRate: periods.compactMap(\.minChargingRate).max())
    }

    /// A limit from a second on.
    private struct Step {
        var second: Int
        var limit: ChargingRate
        var numberPhases: Int?
    }

    private func append(_ period: CompositePeriod, to steps: inout [Step], _ unlimited: ChargingRate) {
        let start = period.start.milliseconds - request.start.milliseconds
        let end = period.end.milliseconds - request.start.milliseconds
        var step = Step(second: Int(start / 1000), limit: period.limit ?? unlimited, numberPhases: period.numberPhases)
        // The first second is shared with the period before; from the next one on this one holds alone.
        if start % 1000 != 0, let last = steps.last {
            if step.limit < last.limit {
                if last.second == step.second { steps.removeLast() }
                steps.append(step)
            }
            step.second += 1
            guard end > Int64(step.second) * 1000 else { return }
        }
        steps.append(step)
    }
}
