import OCPP16
import OCPPJ
import Persistence

/// Keeps the life of requests for diagnostics true to what charge points answer and report. All of it happens inside the writes
/// that record the messages.
struct DiagnosticsTracking: Sendable {
    let stalledAfterSeconds: Int

    /// How many requests of a charge point are looked at.
    private static let candidates = 5

    /// Takes a status notification for the request that it must be about. Without one it is only a report.
    ///
    /// - Parameters:
    ///   - kind: which of the two upload procedures reports; they do not know of one another.
    ///   - requestId: as the notification names it; nil when it names none, and then it is about the upload that runs.
    static func report(
        _ status: UploadStatus, _ kind: DiagnosticsStatusRecord.Kind, requestId: Int? = nil, chargePointKey: Int64,
        at time: Timestamp, in connection: any SQLConnection
    ) throws {
        guard
            var job = try subject(kind, requestId, chargePointKey, at: time, in: connection)
        else { return }
        job.life.reported(status, at: time)
        try DiagnosticsJobStore.save(job, in: connection)
    }

    private static func subject(
        _ kind: DiagnosticsStatusRecord.Kind, _ requestId: Int?, _ chargePointKey: Int64, at time: Timestamp,
        in connection: any SQLConnection
    ) throws -> DiagnosticsJob? {
        if let requestId {
            let job = try DiagnosticsJobStore.find(requestId: requestId, chargePointKey: chargePointKey, in: connection)
            // Who names a request that it refused has thought better of it.
            return job.flatMap { $0.life.isConcerned(at: time) || $0.life.state == .rejected ? $0 : nil }
        }
        let jobs = try DiagnosticsJobStore.newest(candidates, kind, chargePointKey: chargePointKey, in: connection)
            .filter { $0.life.isConcerned(at: time) }
        // The one that is known to be under way, else the newest.
        return jobs.first { $0.life.state.isUnderWay } ?? jobs.first { $0.life.isOpen } ?? jobs.first
    }

    /// Records a request of either kind.
    func record(_ order: UploadOrder, _ command: CommandReference, in connection: any SQLConnection) throws {
        let life = DiagnosticsJobLife(requestedAt: command.requestedAt, stalledAfterSeconds: stalledAfterSeconds)
        try DiagnosticsJobStore.insert(order, life, command, in: connection)
    }
}

extension DiagnosticsTracking: CommandObserver {
    func recorded(_ request: GetDiagnostics, _ command: CommandReference, in connection: any SQLConnection) throws {
        try record(UploadOrder(request), command, in: connection)
    }

    func concluded(
        _ request: GetDiagnostics, _ conclusion: CommandConclusion<GetDiagnosticsResponse>, _ command: CommandReference,
        in connection: any SQLConnection
    ) throws {
        guard var job = try DiagnosticsJobStore.find(command: command.id, in: connection) else { return }
        switch conclusion {
        case .answered(let answer, let time):
            // An empty name is none.
            let fileName = answer.fileName.map(\.text).flatMap { $0.isEmpty ? nil : $0 }
            job.life.answered(fileName: fileName, at: time)
            if fileName != nil { try Self.supersede(.diagnostics, by: &job, at: time, in: connection) }
        case .unanswered(let outcome, let text, let time):
            job.life.unanswered(outcome, text, at: time)
        }
        try DiagnosticsJobStore.save(job, in: connection)
    }

    /// Ends the requests of a kind before one that takes their place.
    static func supersede(
        _ kind: DiagnosticsStatusRecord.Kind, by job: inout DiagnosticsJob, at time: Timestamp, in connection: any SQLConnection
    ) throws {
        let older = try DiagnosticsJobStore.newest(candidates, kind, chargePointKey: job.chargePoint.key, in: connection)
        for var other in older where other.id < job.id && other.life.isOpen {
            // An upload that began since this one was asked for is this one's: the report was faster than the record of the answer.
            if other.life.lastReport == .uploading, let began = other.life.lastReportAt, began >= job.life.requestedAt,
                job.life.lastReport == nil
            {
                job.life.reported(.uploading, at: began)
            }
            other.life.superseded(by: job.id, at: time)
            try DiagnosticsJobStore.save(other, in: connection)
        }
    }
}

extension DiagnosticsTracking: ChargePointEventObserver {
    func observe(
        _ event: ChargePointEvent, of chargePointKey: Int64, at moment: Timestamp, in connection: any SQLConnection
    ) throws {
        guard case .removed = event else { return }
        for var job in try DiagnosticsJobStore.newest(Self.candidates, nil, chargePointKey: chargePointKey, in: connection)
        where job.life.isOpen {
            job.life.cancelled(at: moment)
            try DiagnosticsJobStore.save(job, in: connection)
        }
    }
}
