import OCPP16
import OCPPJ
import Persistence

/// Follows GetCompositeSchedule, whoever sends it, and keeps beside the answer what was known when it came.
struct GetCompositeScheduleObserver: CommandObserver {
    func recorded(_ request: GetCompositeSchedule, _ command: CommandReference, in connection: any SQLConnection) throws {
        try CompositeScheduleStore.add(request, command, in: connection)
    }

    func concluded(
        _ request: GetCompositeSchedule, _ conclusion: CommandConclusion<GetCompositeScheduleResponse>,
        _ command: CommandReference, in connection: any SQLConnection
    ) throws {
        let key = command.chargePoint.key
        guard var report = try CompositeScheduleStore.find(command: command.id, chargePointKey: key, in: connection) else { return }
        switch conclusion {
        case .answered(let confirmation, let moment):
            report.state = .answered
            report.answer = confirmation
            report.concludedAt = moment
            report.basis = try CompositeScheduleBasis.current(chargePointKey: key, in: connection)
        case .unanswered(_, let reason, let moment):
            report.state = .unanswered
            report.reason = reason
            report.concludedAt = moment
        }
        try CompositeScheduleStore.save(report, in: connection)
    }
}
