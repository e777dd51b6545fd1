import OCPPJ
import Persistence

/// A remote start that a transaction may belong to.
struct ExpectedStart: Hashable, Sendable {
    var id: Int64
    var connectorId: Int?
    var state: RemoteStartState
    var requestedAt: Timestamp
    /// When its time is over, or was.
    var dueAt: Timestamp

    /// Whether its transaction is still waited for.
    var isExpected: Bool { state == .requested || state == .accepted }
}

extension RemoteStartStore {
    /// The jobs of an idTag at a charge point that may still lead to a transaction, newest first.
    static func expected(
        chargePointKey: Int64, idTagKey: String, in connection: any SQLConnection
    ) throws -> [ExpectedStart] {
        try connection.rows(
            """
            SELECT id, connector_id, state, requested_at, coalesce(due_at, requested_at + timeout_seconds * 1000) AS due_at
            FROM remote_starts
            WHERE charge_point_key = $1 AND id_tag_key = $2 AND may_start = 1 ORDER BY id DESC LIMIT 100
            """,
            [.integer(chargePointKey), .text(idTagKey)]
        ).map { row in
            ExpectedStart(
                id: try row.int64("id"), connectorId: try row.intIfPresent("connector_id"),
                state: RemoteStartState(rawValue: try row.text("state")) ?? .unanswered,
                requestedAt: try row.timestamp("requested_at"), dueAt: try row.timestamp("due_at"))
        }
    }

    /// Gives a job its transaction.
    static func start(
        _ id: Int64, transaction: Int, at time: Timestamp, isLate: Bool, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            UPDATE remote_starts SET state = 'started', may_start = 0, transaction_id = $2, started_at = $3, is_late = $4,
                text = CASE WHEN $4 = 1 THEN 'the transaction came after the job was given up' ELSE NULL END
            WHERE id = $1
            """,
            [.integer(id), .integer(Int64(transaction)), .integer(time.milliseconds), SQLValue(isLate)])
    }

    /// Ends an older job that a newer one has taken the place of. One that is over already stays as it is; either way nothing
    /// comes of it any more.
    static func supersede(_ id: Int64, by newer: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            UPDATE remote_starts SET may_start = 0,
                text = CASE WHEN state IN ('requested', 'accepted') THEN $2 ELSE text END,
                state = CASE WHEN state IN ('requested', 'accepted') THEN 'neverStarted' ELSE state END
            WHERE id = $1
            """,
            [.integer(id), .text("remote start \(newer) took its place")])
    }

    /// Ends the jobs whose transaction did not come in time.
    ///
    /// - Returns: whether there may be more.
    static func expire(at time: Timestamp, limit: Int, in connection: any SQLConnection) throws -> Bool {
        try connection.execute(
            """
            UPDATE remote_starts SET state = 'neverStarted', text = 'no StartTransaction came in time'
            WHERE id IN (SELECT id FROM remote_starts WHERE state = 'accepted' AND due_at <= $1 LIMIT $2)
            """,
            [.integer(time.milliseconds), .integer(Int64(limit))]) == limit
    }

    static func hasDue(at time: Timestamp, in connection: any SQLConnection) throws -> Bool {
        try connection.row(
            "SELECT 1 AS found FROM remote_starts WHERE state = 'accepted' AND due_at <= $1 LIMIT 1",
            [.integer(time.milliseconds)]) != nil
    }

    /// By how many milliseconds the charge point's clock seems to be slow: by the last status reports of its connectors that came
    /// lately. The quickest tells: others may have been kept while the charge point was offline.
    static func clockLag(
        chargePointKey: Int64, since time: Timestamp, in connection: any SQLConnection
    ) throws -> Int64 {
        let row = try connection.row(
            """
            SELECT min(received_at - status_at) AS lag FROM connectors
            WHERE charge_point_key = $1 AND received_at >= $2 AND status_at IS NOT NULL
            """,
            [.integer(chargePointKey), .integer(time.milliseconds)])
        return max(0, try row?.int64IfPresent("lag") ?? 0)
    }
}
