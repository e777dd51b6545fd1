import OCPP16
import OCPPJ
import Persistence

/// The table of requests for diagnostics.
enum DiagnosticsJobStore {
    static let migrations = [
        Migration(81, "requests for diagnostics") { dialect in
            [
                """
                CREATE TABLE diagnostics_jobs (
                    id \(dialect.identityColumn),
                    charge_point_key BIGINT NOT NULL,
                    command_id BIGINT NOT NULL,
                    requested_by TEXT NOT NULL,
                    location TEXT NOT NULL,
                    start_time BIGINT,
                    stop_time BIGINT,
                    retries INTEGER,
                    retry_interval INTEGER,
                    stalled_after BIGINT NOT NULL,
                    state TEXT NOT NULL,
                    outcome TEXT,
                    explanation TEXT,
                    requested_at BIGINT NOT NULL,
                    answered_at BIGINT,
                    file_name TEXT,
                    finished_at BIGINT,
                    last_report TEXT,
                    last_report_at BIGINT,
                    quiet_since BIGINT NOT NULL,
                    token TEXT UNIQUE,
                    expires_at BIGINT,
                    stored_name TEXT,
                    size_bytes BIGINT,
                    sha256 TEXT,
                    upload_name TEXT,
                    received_at BIGINT,
                    received_from TEXT,
                    removed_at BIGINT
                )
                """,
                "CREATE INDEX diagnostics_jobs_by_charge_point ON diagnostics_jobs (charge_point_key, id)",
                "CREATE INDEX diagnostics_jobs_by_command ON diagnostics_jobs (command_id)",
                """
                CREATE INDEX diagnostics_jobs_files ON diagnostics_jobs (received_at)
                    WHERE stored_name IS NOT NULL AND removed_at IS NULL
                """,
            ]
        },
        Migration(82, "requests for diagnostics by state") { _ in
            ["CREATE INDEX diagnostics_jobs_by_state ON diagnostics_jobs (state, id)"]
        },
        Migration(485, "requests for logs") { _ in
            [
                "ALTER TABLE diagnostics_jobs ADD COLUMN log_type TEXT",
                "ALTER TABLE diagnostics_jobs ADD COLUMN request_id BIGINT",
                """
                CREATE INDEX diagnostics_jobs_by_request ON diagnostics_jobs (charge_point_key, request_id)
                    WHERE request_id IS NOT NULL
                """,
            ]
        },
        Migration(562, "requests for diagnostics that failed") { _ in
            ["CREATE INDEX diagnostics_jobs_failed ON diagnostics_jobs (state, finished_at) WHERE state = 'uploadFailed'"]
        },
    ]

    /// How many requests of a charge point are kept, besides those whose file is here.
    private static let kept = 200

    /// Records a request that is about to be sent.
    static func insert(
        _ order: UploadOrder, _ life: DiagnosticsJobLife, _ command: CommandReference, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            INSERT INTO diagnostics_jobs (charge_point_key, command_id, requested_by, location, start_time, stop_time, retries,
                retry_interval, stalled_after, state, requested_at, quiet_since, log_type, request_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            """,
            [
                .integer(command.chargePoint.key), .integer(command.id), .text(command.requestedBy),
                .text(LocationMask.masked(order.location)), SQLValue(order.startTime?.milliseconds),
                SQLValue(order.stopTime?.milliseconds), SQLValue(order.retries), SQLValue(order.retryIntervalSeconds),
                .integer(Int64(life.stalledAfterSeconds) * 1000), .text(life.state.rawValue),
                .integer(life.requestedAt.milliseconds), .integer(life.quietSince.milliseconds),
                SQLValue(order.logType?.rawValue), SQLValue(order.requestId),
            ])
        try connection.execute(
            """
            DELETE FROM diagnostics_jobs WHERE charge_point_key = $1 AND (stored_name IS NULL OR removed_at IS NOT NULL) AND id <=
                (SELECT id FROM diagnostics_jobs WHERE charge_point_key = $1 ORDER BY id DESC LIMIT 1 OFFSET $2)
            """,
            [.integer(command.chargePoint.key), .integer(Int64(kept))])
    }

    /// Gives a request an address of ours.
    static func attach(token: String, expiresAt: Timestamp, command: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            "UPDATE diagnostics_jobs SET token = $2, expires_at = $3 WHERE command_id = $1",
            [.integer(command), .text(token), .integer(expiresAt.milliseconds)])
    }

    /// Keeps what happened to a request.
    static func save(_ job: DiagnosticsJob, in connection: any SQLConnection) throws {
        let life = job.life
        try connection.execute(
            """
            UPDATE diagnostics_jobs SET state = $2, outcome = $3, explanation = $4, answered_at = $5, file_name = $6,
                finished_at = $7, last_report = $8, last_report_at = $9, quiet_since = $10, stored_name = $11, size_bytes = $12,
                sha256 = $13, upload_name = $14, received_at = $15, received_from = $16, removed_at = $17
            WHERE id = $1
            """,
            [
                .integer(job.id), .text(life.state.rawValue), SQLValue(life.outcome?.rawValue), SQLValue(life.explanation),
                SQLValue(life.answeredAt?.milliseconds), SQLValue(life.fileName), SQLValue(life.finishedAt?.milliseconds),
                SQLValue(life.lastReport?.rawValue), SQLValue(life.lastReportAt?.milliseconds),
                .integer(life.quietSince.milliseconds), SQLValue(life.upload?.file.storedName),
                SQLValue(life.upload?.file.sizeBytes), SQLValue(life.upload?.file.sha256), SQLValue(life.upload?.name),
                SQLValue(life.upload?.receivedAt.milliseconds), SQLValue(life.upload?.receivedFrom),
                SQLValue(life.upload?.removedAt?.milliseconds),
            ])
    }

    static func delete(_ id: Int64, in connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM diagnostics_jobs WHERE id = $1", [.integer(id)])
    }
}
