package import ChargingSchedules
package import OCPP16
package import OCPPJ

/// Which composite schedule is wanted.
package struct CompositeScheduleQuery: Hashable, Sendable {
    /// 0 is the charge point as a whole.
    package var connectorId: Int
    package var duration: Seconds
    package var unit: ChargingRateUnitType
    /// What A and W are converted with.
    package var supply: ElectricalSupply

    /// More than a year is not computed: nobody reads it, and its periods would be many.
    package static let longest: Seconds = 31_622_400

    package init(
        connectorId: Int, duration: Seconds, unit: ChargingRateUnitType = .amperes, supply: ElectricalSupply = ElectricalSupply()
    ) {
        self.connectorId = connectorId
        self.duration = duration
        self.unit = unit
        self.supply = supply
    }
}

/// A composite schedule of a charge point, computed from the profiles that are on record as installed.
package struct ComputedSchedule: Sendable {
    package var chargePointId: String
    /// The open transaction of its connector; nil when there is none and for connector 0.
    package var transactionId: Int?
    package var schedule: CompositeSchedule
}

/// A GetCompositeSchedule that was sent to a charge point, what it answered, and what was known then.
package struct CompositeScheduleReport: Hashable, Sendable {
    package enum State: String, Hashable, Sendable, CaseIterable {
        case requested, answered, unanswered
    }

    package var id: Int64
    package var chargePointId: String
    package var commandId: Int64
    /// As sent.
    package var request: GetCompositeSchedule
    package var state: State
    /// What the charge point answered; nil without an answer.
    package var answer: GetCompositeScheduleResponse?
    /// Why there is no answer, for people.
    package var reason: String?
    package var requestedAt: Timestamp
    package var requestedBy: String
    package var concludedAt: Timestamp?
    /// What was known when the answer came.
    package var basis: CompositeScheduleBasis?
}

/// A charge point's own schedule beside the one that is computed here.
package struct ComparedSchedule: Sendable {
    package var report: CompositeScheduleReport
    /// For the same time as the charge point's schedule, or from the moment of the answer when that says none; nil when there is
    /// no answer.
    package var computed: ComputedSchedule?
    /// How much later than its answer the charge point's schedule starts, in seconds. Far from 0, its clock is wrong: then it
    /// obeys its profiles at the wrong time.
    package var startOffset: Double?
    /// Nil when the charge point gave no schedule.
    package var comparison: ScheduleComparison?

    init(_ report: CompositeScheduleReport, supply: ElectricalSupply) {
        self.report = report
        guard let basis = report.basis, let moment = report.concludedAt else { return }
        let given = report.answer?.chargingSchedule
        let query = CompositeScheduleQuery(
            connectorId: report.request.connectorId.value, duration: min(report.request.duration, CompositeScheduleQuery.longest),
            unit: given?.chargingRateUnit ?? report.request.chargingRateUnit ?? .amperes, supply: supply)
        let start = report.answer?.scheduleStart?.timestamp
        let schedule = basis.schedule(query, from: start ?? moment)
        computed = ComputedSchedule(
            chargePointId: report.chargePointId, transactionId: basis.transactionId(connectorId: query.connectorId),
            schedule: schedule)
        guard report.answer?.status == .accepted, let given else { return }
        startOffset = start?.seconds(since: moment)
        comparison = schedule.compared(with: given, scheduleStart: start)
    }
}
