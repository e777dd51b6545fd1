import OCPP16
import OCPPJ
import Persistence

/// The table of remote starts; the newest of each charge point.
struct RemoteStartStore {
    /// Rows kept for each charge point.
    static let kept = 1000

    static let migrations = [
        Migration(180, "remote starts") { dialect in
            [
                """
                CREATE TABLE remote_starts (
                    id \(dialect.identityColumn),
                    charge_point_key BIGINT NOT NULL,
                    command_id BIGINT NOT NULL,
                    connector_id INTEGER,
                    id_tag TEXT NOT NULL,
                    id_tag_key TEXT NOT NULL,
                    charging_profile TEXT,
                    template TEXT,
                    state TEXT NOT NULL,
                    requested_at BIGINT NOT NULL,
                    requested_by TEXT NOT NULL,
                    answered_at BIGINT,
                    timeout_seconds INTEGER NOT NULL,
                    due_at BIGINT,
                    transaction_id BIGINT,
                    started_at BIGINT,
                    is_late INTEGER NOT NULL DEFAULT 0,
                    may_start INTEGER NOT NULL DEFAULT 1,
                    text TEXT
                )
                """,
                "CREATE INDEX remote_starts_by_charge_point ON remote_starts (charge_point_key, id)",
                "CREATE UNIQUE INDEX remote_starts_by_command ON remote_starts (command_id)",
                "CREATE INDEX remote_starts_due ON remote_starts (due_at) WHERE state = 'accepted'",
                """
                CREATE INDEX remote_starts_expected ON remote_starts (charge_point_key, id_tag_key, id)
                    WHERE may_start = 1
                """,
            ]
        },
        Migration(182, "remote starts by state") { _ in
            ["CREATE INDEX remote_starts_by_state ON remote_starts (state, id)"]
        },
    ]

    static func insert(
        _ request: RemoteStartTransaction, profile: [UInt8]?, timeoutSeconds: Int, _ command: CommandReference,
        in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            INSERT INTO remote_starts (charge_point_key, command_id, connector_id, id_tag, id_tag_key, charging_profile, state,
                requested_at, requested_by, timeout_seconds)
            VALUES ($1, $2, $3, $4, $5, $6, 'requested', $7, $8, $9)
            """,
            [
                .integer(command.chargePoint.key), .integer(command.id), SQLValue(request.connectorId?.value),
                .text(request.idTag.text), .text(request.idTag.key), SQLValue(utf8: profile),
                .integer(command.requestedAt.milliseconds), .text(command.requestedBy), .integer(Int64(timeoutSeconds)),
            ])
        try NewestRows.keep(kept, of: "remote_starts", chargePointKey: command.chargePoint.key, in: connection)
    }

    /// What the resource knows beyond the message.
    static func complete(
        command: Int64, timeoutSeconds: Int?, template: String?, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            "UPDATE remote_starts SET timeout_seconds = coalesce($2, timeout_seconds), template = $3 WHERE command_id = $1",
            [.integer(command), SQLValue(timeoutSeconds), SQLValue(template)])
    }

    /// Takes the charge point's answer over; a transaction that came first stays.
    static func accept(command: Int64, at time: Timestamp, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            UPDATE remote_starts SET answered_at = $2, due_at = $2 + timeout_seconds * 1000,
                state = CASE WHEN state = 'requested' THEN 'accepted' ELSE state END
            WHERE command_id = $1
            """,
            [.integer(command), .integer(time.milliseconds)])
    }

    /// The charge point will not. A transaction that came before this answer was the driver's own.
    static func reject(command: Int64, at time: Timestamp, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            UPDATE remote_starts SET answered_at = $2, state = 'rejected', may_start = 0, transaction_id = NULL,
                started_at = NULL, is_late = 0, text = NULL
            WHERE command_id = $1
            """,
            [.integer(command), .integer(time.milliseconds)])
    }

    /// Ends a job that has no transaction and no answer.
    ///
    /// - Parameters:
    ///   - mayStart: whether a transaction may come of it all the same.
    static func end(
        command: Int64, as state: RemoteStartState, mayStart: Bool, answeredAt: Timestamp?, text: String?,
        in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            UPDATE remote_starts SET answered_at = $2, state = $3, may_start = $4, text = $5
            WHERE command_id = $1 AND state = 'requested'
            """,
            [
                .integer(command), SQLValue(answeredAt?.milliseconds), .text(state.rawValue), SQLValue(mayStart),
                SQLValue(text),
            ])
    }

    static func find(_ id: Int64, in connection: any SQLConnection) throws -> RemoteStart? {
        try connection.row("\(select) WHERE j.id = $1", [.integer(id)]).map(job)
    }

    static func find(command: Int64, in connection: any SQLConnection) throws -> RemoteStart? {
        try connection.row("\(select) WHERE j.command_id = $1", [.integer(command)]).map(job)
    }

    static func list(
        _ filter: RemoteStartFilter, before id: Int64?, limit: Int, in connection: any SQLConnection
    ) throws -> [RemoteStart] {
        // With a charge point, by its index.
        let place =
            filter.chargePointId == nil
            ? "$2 IS NULL" : "j.charge_point_key = (SELECT key FROM charge_points WHERE id = $2)"
        // A charge point has few rows: its index is the one to use.
        let standing =
            filter.state == nil ? "$3 IS NULL" : filter.chargePointId == nil ? "j.state = $3" : "(j.state || '') = $3"
        return try connection.rows(
            """
            \(select) WHERE j.id < $1 AND \(place) AND \(standing)
                AND ($4 IS NULL OR j.id_tag_key = $4)
            ORDER BY j.id DESC LIMIT $5
            """,
            [
                .integer(id ?? Int64.max), SQLValue(filter.chargePointId), SQLValue(filter.state?.rawValue),
                SQLValue(filter.idTag?.lowercased()), .integer(Int64(limit)),
            ]
        ).map(job)
    }

    static func removeAll(chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            UPDATE remote_starts SET may_start = 0, state = 'neverStarted', text = 'the charge point was removed'
            WHERE charge_point_key = $1 AND state IN ('requested', 'accepted')
            """,
            [.integer(chargePointKey)])
    }

    private static let select = """
        SELECT j.*, c.id AS charge_point_id FROM remote_starts j JOIN charge_points c ON c.key = j.charge_point_key
        """

    private static func job(_ row: SQLRow) throws -> RemoteStart {
        RemoteStart(
            id: try row.int64("id"), chargePointId: try row.text("charge_point_id"),
            connectorId: try row.intIfPresent("connector_id"), idTag: try row.text("id_tag"),
            chargingProfile: try row.bytesIfPresent("charging_profile"),
            chargingProfileTemplate: try row.textIfPresent("template"),
            state: RemoteStartState(rawValue: try row.text("state")) ?? .unanswered,
            requestedAt: try row.timestamp("requested_at"), requestedBy: try row.text("requested_by"),
            commandId: try row.int64("command_id"), answeredAt: try row.timestampIfPresent("answered_at"),
            timeoutSeconds: try row.int("timeout_seconds"), dueAt: try row.timestampIfPresent("due_at"),
            transactionId: try row.intIfPresent("transaction_id"), startedAt: try row.timestampIfPresent("started_at"),
            isLate: try row.bool("is_late"), text: try row.textIfPresent("text"))
    }
}
