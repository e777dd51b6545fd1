import OCPP16
package import OCPPJ
import Persistence

/// The verbs on diagnostics and logs.
///
/// Storage failures come as `DatabaseError`.
package struct DiagnosticsService: Sendable {
    let database: any Database
    let time: any TimeSource
    let commands: CommandService
    let files: FileExchange
    let settings: FileExchangeSettings
    let failures: FailureLog

    /// The time that states are judged at.
    package func now() -> Timestamp { time.now() }

    /// Sends GetDiagnostics, or GetLog, and waits for its outcome. The request exists from the moment that it is recorded.
    ///
    /// - Throws: `FileExchangeError` (`.unavailable`, `.invalidMember`; `.conflict`: another request to the charge point has this
    ///   request id), `CentralSystemError` (`.chargePointNotFound`;
    ///   `.invalidMember` for a location that is no URL).
    package func start(
        _ new: NewDiagnosticsJob, requestedBy: String, timeout: Duration? = nil
    ) async throws -> (command: Command, job: DiagnosticsJob) {
        let token = FileToken.generate()
        // The location is a directory (OCPP 1.6, section 6.25), so charge points append the name of their file.
        let location = try new.location ?? files.url("/diagnostics/\(token)/")
        let lifetime = settings.urlLifetimeSeconds
        let isOurs = new.location == nil
        if let retries = new.retries, !(0...Int(Int32.max)).contains(retries) {
            throw FileExchangeError.invalid("retries", "must be 0 or more")
        }
        let alongside: CommandService.Alongside = { command, connection in
            try RequestIDs.check(new.requestId, of: command, in: connection)
            guard isOurs else { return }
            try DiagnosticsJobStore.attach(
                token: token, expiresAt: command.requestedAt.advanced(bySeconds: lifetime), command: command.id,
                in: connection)
        }
        let retryInterval = try new.retryIntervalSeconds.map { try Seconds($0) }
        let command: Command
        if let logType = new.logType {
            let parameters = LogParametersType(
                remoteLocation: try Self.remoteLocation(location), oldestTimestamp: new.startTime.map(DateTime.init),
                latestTimestamp: new.stopTime.map(DateTime.init))
            let request = GetLog(
                logType: logType, requestId: try await RequestIDs.choose(new.requestId, for: new.chargePointId, in: database),
                retries: new.retries, retryInterval: retryInterval, log: parameters)
            command = try await commands.send(
                request, to: new.chargePointId, requestedBy: requestedBy, timeout: timeout, alongside: alongside)
        } else {
            let request = GetDiagnostics(
                location: AnyURI(location), retries: new.retries, retryInterval: retryInterval,
                startTime: new.startTime.map(DateTime.init), stopTime: new.stopTime.map(DateTime.init))
            command = try await commands.send(
                request, to: new.chargePointId, requestedBy: requestedBy, timeout: timeout, alongside: alongside)
        }
        guard let job = try await database.read({ try DiagnosticsJobStore.find(command: command.id, in: $0) }) else {
            throw DatabaseError(.other, "the new request for diagnostics did not come back")
        }
        return (command, job)
    }

    /// - Throws: `FileExchangeError` with code `.notFound`.
    package func get(_ id: Int64) async throws -> DiagnosticsJob {
        try await database.read { try Self.find(id, in: $0) }
    }

    /// Requests, newest first.
    ///
    /// - Throws: `CentralSystemError` (`.chargePointNotFound`, `.invalidCursor`).
    package func list(
        _ filter: DiagnosticsJobFilter = DiagnosticsJobFilter(), _ page: PageRequest = PageRequest()
    ) async throws -> Page<DiagnosticsJob> {
        let before = try page.rowID()
        let now = time.now()
        let jobs = try await database.read { connection in
            let key = try filter.chargePoint.map { id in
                guard let key = try ChargePointService.key(of: id, in: connection) else {
                    throw CentralSystemError.chargePointNotFound(id)
                }
                return key
            }
            return try DiagnosticsJobStore.list(
                chargePointKey: key, state: filter.state, at: now, before: before, limit: page.limit + 1, in: connection)
        }
        return Page(jobs, limit: page.limit) { String($0.id) }
    }

    /// Requests of which the upload failed since a moment, the last first.
    package func failed(since time: Timestamp, limit: Int) async throws -> [DiagnosticsJob] {
        try await database.read { try DiagnosticsJobStore.failed(since: time, limit: limit, in: $0) }
    }

    /// Removes a request and its file.
    ///
    /// - Throws: `FileExchangeError` with code `.notFound`.
    package func delete(_ id: Int64) async throws {
        let job = try await database.write { connection in
            let job = try Self.find(id, in: connection)
            try DiagnosticsJobStore.delete(id, in: connection)
            return job
        }
        if let upload = job.life.upload, upload.removedAt == nil {
            await files.discard(upload.file.storedName, from: .diagnostics, failures: failures)
        }
    }

    /// GetLog gives less room to a URL than GetDiagnostics (security whitepaper, section 6.12).
    private static func remoteLocation(_ text: String) throws(FileExchangeError) -> BoundedString<512> {
        do {
            return try BoundedString(text)
        } catch {
            throw .invalid("location", "must have at most 512 characters in GetLog")
        }
    }

    private static func find(_ id: Int64, in connection: any SQLConnection) throws -> DiagnosticsJob {
        guard let job = try DiagnosticsJobStore.find(id, in: connection) else {
            throw FileExchangeError(.notFound, "there is no request for diagnostics \(id)")
        }
        return job
    }
}
