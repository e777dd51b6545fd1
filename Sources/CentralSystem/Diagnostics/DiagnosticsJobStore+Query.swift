import OCPP16
import OCPPJ
import Persistence

extension DiagnosticsJobStore {
    static func find(_ id: Int64, in connection: any SQLConnection) throws -> DiagnosticsJob? {
        try connection.row("\(select) WHERE d.id = $1", [.integer(id)]).map(job)
    }

    static func find(command: Int64, in connection: any SQLConnection) throws -> DiagnosticsJob? {
        try connection.row("\(select) WHERE d.command_id = $1", [.integer(command)]).map(job)
    }

    static func find(token: String, in connection: any SQLConnection) throws -> DiagnosticsJob? {
        try connection.row("\(select) WHERE d.token = $1", [.text(token)]).map(job)
    }

    /// The newest request of a charge point that was given this request id.
    static func find(requestId: Int, chargePointKey: Int64, in connection: any SQLConnection) throws -> DiagnosticsJob? {
        try connection.row(
            "\(select) WHERE d.charge_point_key = $1 AND d.request_id = $2 ORDER BY d.id DESC LIMIT 1",
            [.integer(chargePointKey), SQLValue(requestId)]
        ).map(job)
    }

    /// The newest requests of a charge point, newest first.
    ///
    /// - Parameter kind: those of GetDiagnostics, or those of GetLog; nil for both.
    static func newest(
        _ limit: Int, _ kind: DiagnosticsStatusRecord.Kind?, chargePointKey: Int64, in connection: any SQLConnection
    ) throws -> [DiagnosticsJob] {
        let condition =
            switch kind {
            case .diagnostics: " AND d.log_type IS NULL"
            case .log: " AND d.log_type IS NOT NULL"
            case nil: ""
            }
        return try connection.rows(
            "\(select) WHERE d.charge_point_key = $1\(condition) ORDER BY d.id DESC LIMIT $2",
            [.integer(chargePointKey), .integer(Int64(limit))]
        ).map(job)
    }

    /// Requests that match, newest first.
    static func list(
        chargePointKey: Int64?, state: DiagnosticsJobState?, at now: Timestamp, before id: Int64?, limit: Int,
        in connection: any SQLConnection
    ) throws -> [DiagnosticsJob] {
        var conditions = ["d.id < $1"]
        var arguments: [SQLValue] = [.integer(id ?? Int64.max), .integer(Int64(limit))]
        if let chargePointKey {
            arguments.append(.integer(chargePointKey))
            conditions.append("d.charge_point_key = $\(arguments.count)")
        }
        if let state {
            // A charge point has few rows: its index is the one to use.
            let column = chargePointKey == nil ? "d.state" : "(d.state || '')"
            conditions.append(column + (state == .stalled ? " IN (\(underWay))" : " = '\(state.rawValue)'"))
        }
        if let state, state == .stalled || state.isUnderWay {
            arguments.append(.integer(now.milliseconds))
            conditions.append("d.quiet_since + d.stalled_after \(state == .stalled ? "<" : ">=") $\(arguments.count)")
        }
        return try connection.rows(
            "\(select) WHERE \(conditions.joined(separator: " AND ")) ORDER BY d.id DESC LIMIT $2", arguments
        ).map(job)
    }

    /// Requests of which the upload failed since a moment, the last first.
    static func failed(since time: Timestamp, limit: Int, in connection: any SQLConnection) throws -> [DiagnosticsJob] {
        try connection.rows(
            "\(select) WHERE d.state = 'uploadFailed' AND d.finished_at > $1 ORDER BY d.finished_at DESC, d.id DESC LIMIT $2",
            [.integer(time.milliseconds), .integer(Int64(limit))]
        ).map(job)
    }

    /// Requests whose files are here, newest file first, so that the oldest can go.
    static func files(before time: Timestamp?, after position: Int, limit: Int, in connection: any SQLConnection) throws
        -> [DiagnosticsJob]
    {
        try connection.rows(
            """
            \(select) WHERE d.stored_name IS NOT NULL AND d.removed_at IS NULL AND ($1 IS NULL OR d.received_at < $1)
            ORDER BY d.received_at DESC, d.id DESC LIMIT $2 OFFSET $3
            """,
            [SQLValue(time?.milliseconds), .integer(Int64(limit)), .integer(Int64(position))]
        ).map(job)
    }

    static func storedNames(in connection: any SQLConnection) throws -> Set<String> {
        Set(
            try connection.rows(
                "SELECT stored_name FROM diagnostics_jobs WHERE stored_name IS NOT NULL AND removed_at IS NULL"
            ).map { try $0.text("stored_name") })
    }

    private static let underWay = DiagnosticsJobState.allCases.filter(\.isUnderWay).map { "'\($0.rawValue)'" }
        .joined(separator: ", ")

    private static let select = """
        SELECT d.*, c.id AS charge_point_id FROM diagnostics_jobs d JOIN charge_points c ON c.key = d.charge_point_key
        """

    private static func job(_ row: SQLRow) throws -> DiagnosticsJob {
        DiagnosticsJob(
            id: try row.int64("id"),
            chargePoint: ChargePointReference(
                key: try row.int64("charge_point_key"), identity: try row.text("charge_point_id")),
            logType: try row.textIfPresent("log_type").flatMap(LogEnumType.init), requestId: try row.intIfPresent("request_id"),
            commandId: try row.int64("command_id"), requestedBy: try row.text("requested_by"),
            location: LocationMask.masked(try row.text("location")), startTime: try row.timestampIfPresent("start_time"),
            stopTime: try row.timestampIfPresent("stop_time"), retries: try row.intIfPresent("retries"),
            retryIntervalSeconds: try row.intIfPresent("retry_interval"), life: try life(row),
            expiresAt: try row.timestampIfPresent("expires_at"))
    }

    private static func life(_ row: SQLRow) throws -> DiagnosticsJobLife {
        var life = DiagnosticsJobLife(
            requestedAt: try row.timestamp("requested_at"),
            stalledAfterSeconds: Int(try row.int64("stalled_after") / 1000))
        life.state = DiagnosticsJobState(rawValue: try row.text("state")) ?? .unanswered
        life.outcome = try row.textIfPresent("outcome").flatMap(CommandOutcome.init)
        life.explanation = try row.textIfPresent("explanation")
        life.answeredAt = try row.timestampIfPresent("answered_at")
        life.fileName = try row.textIfPresent("file_name")
        life.finishedAt = try row.timestampIfPresent("finished_at")
        life.lastReport = try row.textIfPresent("last_report").flatMap(UploadStatus.init)
        life.lastReportAt = try row.timestampIfPresent("last_report_at")
        life.quietSince = try row.timestamp("quiet_since")
        if let name = try row.textIfPresent("stored_name") {
            life.upload = DiagnosticsUpload(
                file: ReceivedFile(
                    storedName: name, sizeBytes: try row.int64("size_bytes"), sha256: try row.text("sha256")),
                name: try row.textIfPresent("upload_name"), receivedAt: try row.timestamp("received_at"),
                receivedFrom: try row.text("received_from"), removedAt: try row.timestampIfPresent("removed_at"))
        }
        return life
    }
}
