import OCPPJ
import Persistence

/// The table of remote stops; the newest of each charge point.
struct RemoteStopStore {
    /// Rows kept for each charge point.
    static let kept = 1000

    static let migrations = [
        Migration(181, "remote stops") { dialect in
            [
                """
                CREATE TABLE remote_stops (
                    id \(dialect.identityColumn),
                    charge_point_key BIGINT NOT NULL,
                    command_id BIGINT NOT NULL,
                    transaction_id BIGINT NOT NULL,
                    state TEXT NOT NULL,
                    requested_at BIGINT NOT NULL,
                    requested_by TEXT NOT NULL,
                    answered_at BIGINT,
                    timeout_seconds INTEGER NOT NULL,
                    due_at BIGINT,
                    stopped_at BIGINT,
                    stop_reason TEXT,
                    is_late INTEGER NOT NULL DEFAULT 0,
                    may_stop INTEGER NOT NULL DEFAULT 1,
                    text TEXT
                )
                """,
                "CREATE INDEX remote_stops_by_charge_point ON remote_stops (charge_point_key, id)",
                "CREATE UNIQUE INDEX remote_stops_by_command ON remote_stops (command_id)",
                "CREATE INDEX remote_stops_due ON remote_stops (due_at) WHERE state = 'accepted'",
                """
                CREATE INDEX remote_stops_expected ON remote_stops (charge_point_key, transaction_id) WHERE may_stop = 1
                """,
            ]
        },
        Migration(183, "remote stops by state") { _ in
            ["CREATE INDEX remote_stops_by_state ON remote_stops (state, id)"]
        },
    ]

    static func insert(
        transactionId: Int, timeoutSeconds: Int, _ command: CommandReference, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            INSERT INTO remote_stops (charge_point_key, command_id, transaction_id, state, requested_at, requested_by,
                timeout_seconds)
            VALUES ($1, $2, $3, 'requested', $4, $5, $6)
            """,
            [
                .integer(command.chargePoint.key), .integer(command.id), .integer(Int64(transactionId)),
                .integer(command.requestedAt.milliseconds), .text(command.requestedBy), .integer(Int64(timeoutSeconds)),
            ])
        try NewestRows.keep(kept, of: "remote_stops", chargePointKey: command.chargePoint.key, in: connection)
    }

    static func set(timeoutSeconds: Int, command: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            "UPDATE remote_stops SET timeout_seconds = $2 WHERE command_id = $1",
            [.integer(command), .integer(Int64(timeoutSeconds))])
    }

    /// Takes the charge point's answer over; an end that came first stays.
    static func accept(command: Int64, at time: Timestamp, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            UPDATE remote_stops SET answered_at = $2, due_at = $2 + timeout_seconds * 1000,
                state = CASE WHEN state = 'requested' THEN 'accepted' ELSE state END
            WHERE command_id = $1
            """,
            [.integer(command), .integer(time.milliseconds)])
    }

    /// Ends a job whose transaction has not ended.
    ///
    /// - Parameter mayStop: whether the transaction may end of it all the same.
    static func end(
        command: Int64, as state: RemoteStopState, mayStop: Bool, answeredAt: Timestamp?, text: String?,
        in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            UPDATE remote_stops SET answered_at = $2, state = $3, may_stop = $4, text = $5
            WHERE command_id = $1 AND state = 'requested'
            """,
            [
                .integer(command), SQLValue(answeredAt?.milliseconds), .text(state.rawValue), SQLValue(mayStop),
                SQLValue(text),
            ])
    }

    /// Whether there is a job that the end of a transaction may belong to.
    static func isAwaited(chargePointKey: Int64, transactionId: Int, in connection: any SQLConnection) throws -> Bool {
        try connection.row(
            "SELECT 1 AS found FROM remote_stops WHERE charge_point_key = $1 AND transaction_id = $2 AND may_stop = 1 LIMIT 1",
            [.integer(chargePointKey), .integer(Int64(transactionId))]) != nil
    }

    /// The StopTransaction came: the jobs for it are done.
    static func stopped(
        chargePointKey: Int64, transactionId: Int, reason: String?, at time: Timestamp, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            UPDATE remote_stops SET stopped_at = $3, stop_reason = $4, may_stop = 0,
                is_late = CASE WHEN state = 'neverStopped' THEN 1 ELSE 0 END,
                text = CASE WHEN state = 'neverStopped' THEN 'the stop came after the job was given up' ELSE NULL END,
                state = 'stopped'
            WHERE charge_point_key = $1 AND transaction_id = $2 AND may_stop = 1
            """,
            [
                .integer(chargePointKey), .integer(Int64(transactionId)), .integer(time.milliseconds), SQLValue(reason),
            ])
    }

    /// Somebody else ended the transaction in our books; the charge point may still stop it.
    static func givenUp(
        chargePointKey: Int64, transactionId: Int, text: String, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            UPDATE remote_stops SET state = 'neverStopped', text = $3
            WHERE charge_point_key = $1 AND transaction_id = $2 AND may_stop = 1 AND state IN ('requested', 'accepted')
            """,
            [.integer(chargePointKey), .integer(Int64(transactionId)), .text(text)])
    }

    /// Ends the jobs whose stop did not come in time.
    ///
    /// - Returns: whether there may be more.
    static func expire(at time: Timestamp, limit: Int, in connection: any SQLConnection) throws -> Bool {
        try connection.execute(
            """
            UPDATE remote_stops SET state = 'neverStopped', text = 'no StopTransaction came in time'
            WHERE id IN (SELECT id FROM remote_stops WHERE state = 'accepted' AND due_at <= $1 LIMIT $2)
            """,
            [.integer(time.milliseconds), .integer(Int64(limit))]) == limit
    }

    static func hasDue(at time: Timestamp, in connection: any SQLConnection) throws -> Bool {
        try connection.row(
            "SELECT 1 AS found FROM remote_stops WHERE state = 'accepted' AND due_at <= $1 LIMIT 1",
            [.integer(time.milliseconds)]) != nil
    }

    static func removeAll(chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            UPDATE remote_stops SET may_stop = 0, state = 'neverStopped', text = 'the charge point was removed'
            WHERE charge_point_key = $1 AND state IN ('requested', 'accepted')
            """,
            [.integer(chargePointKey)])
    }
}
