import OCPP16
import OCPPJ
import Persistence

/// Keeps the life of requests for logs: the same as of diagnostics, but for what GetLog can be answered with (security whitepaper,
/// section 6.13).
struct LogTracking: CommandObserver {
    let jobs: DiagnosticsTracking

    func recorded(_ request: GetLog, _ command: CommandReference, in connection: any SQLConnection) throws {
        try jobs.record(UploadOrder(request), command, in: connection)
    }

    func concluded(
        _ request: GetLog, _ conclusion: CommandConclusion<GetLogResponse>, _ command: CommandReference,
        in connection: any SQLConnection
    ) throws {
        guard var job = try DiagnosticsJobStore.find(command: command.id, in: connection) else { return }
        switch conclusion {
        case .answered(let answer, let time):
            // An empty name is none.
            let fileName = answer.filename.map(\.text).flatMap { $0.isEmpty ? nil : $0 }
            job.life.answered(answer.status, fileName: fileName, at: time)
            // A plain `Accepted` leaves an upload before it alone: their notifications can be told apart (N01.FR.11).
            if answer.status == .acceptedCanceled { try DiagnosticsTracking.supersede(.log, by: &job, at: time, in: connection) }
        case .unanswered(let outcome, let text, let time):
            job.life.unanswered(outcome, text, at: time)
        }
        try DiagnosticsJobStore.save(job, in: connection)
    }
}
