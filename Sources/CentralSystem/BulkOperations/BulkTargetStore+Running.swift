import OCPPJ
import Persistence

/// A charge point whose turn has come.
struct ClaimedTarget: Sendable {
    var number: Int64
    var chargePoint: ChargePointReference
}

/// What came of looking for charge points whose turn has come.
struct BulkClaim: Sendable {
    var targets: [ClaimedTarget] = []
    /// Whether further ones may be waiting.
    var mayHaveMore = false
}

extension BulkTargetStore {
    /// Takes the next charge points of an operation: those that are connected become `inProgress`, at most `limit` of them; the
    /// others that stand before them are settled or set aside.
    ///
    /// - Parameters:
    ///   - isReady: whether a charge point can be served now.
    ///   - waits: whether those that cannot are waited for.
    static func claim(
        _ operation: Int64, limit: Int, at time: Timestamp, isReady: (String) -> Bool, waits: Bool,
        in connection: any SQLConnection
    ) throws -> BulkClaim {
        let size = max(limit, 100)
        let rows = try connection.rows(
            """
            SELECT t.number, t.charge_point_id, c.key FROM bulk_targets t
                LEFT JOIN charge_points c ON c.id = t.charge_point_id AND c.deleted_at IS NULL
            WHERE t.operation_id = $1 AND t.outcome = 'waiting' ORDER BY t.number LIMIT $2
            """,
            [.integer(operation), .integer(Int64(size))])
        var claim = BulkClaim(mayHaveMore: rows.count == size)
        for row in rows {
            let number = try row.int64("number")
            let id = try row.text("charge_point_id")
            guard let key = try row.int64IfPresent("key") else {
                try settle(operation, number, .unknownChargePoint, key: nil, at: time, in: connection)
                continue
            }
            guard isReady(id) else {
                try settle(operation, number, waits ? .waitingForConnection : .notConnected, key: key, at: time, in: connection)
                continue
            }
            guard claim.targets.count < limit else {
                claim.mayHaveMore = true
                break
            }
            try connection.execute(
                """
                UPDATE bulk_targets SET outcome = 'inProgress', charge_point_key = $3, attempts = attempts + 1,
                    started_at = $4, command_id = NULL
                WHERE operation_id = $1 AND number = $2
                """,
                [.integer(operation), .integer(number), .integer(key), .integer(time.milliseconds)])
            claim.targets.append(ClaimedTarget(number: number, chargePoint: ChargePointReference(key: key, identity: id)))
        }
        return claim
    }

    private static func settle(
        _ operation: Int64, _ number: Int64, _ outcome: BulkOutcome, key: Int64?, at time: Timestamp,
        in connection: any SQLConnection
    ) throws {
        try connection.execute(
            "UPDATE bulk_targets SET outcome = $3, charge_point_key = $4, finished_at = $5 WHERE operation_id = $1 AND number = $2",
            [
                .integer(operation), .integer(number), .text(outcome.rawValue), SQLValue(key),
                SQLValue(outcome.isFinal ? time.milliseconds : nil),
            ])
    }

    /// Ties a command to the charge point whose turn it is.
    static func link(_ operation: Int64, _ number: Int64, command: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            "UPDATE bulk_targets SET command_id = $3 WHERE operation_id = $1 AND number = $2",
            [.integer(operation), .integer(number), .integer(command)])
    }

    /// Writes a result down.
    static func finish(
        _ operation: Int64, _ number: Int64, _ result: BulkResult, at time: Timestamp, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            UPDATE bulk_targets SET outcome = $3, succeeded = $4, command_id = coalesce($5, command_id), status = $6, text = $7,
                finished_at = $8
            WHERE operation_id = $1 AND number = $2
            """,
            [
                .integer(operation), .integer(number), .text(result.outcome.rawValue), SQLValue(result.succeeded),
                SQLValue(result.commandId), SQLValue(result.status), SQLValue(result.text.map { $0.cut(to: 500) }),
                .integer(time.milliseconds),
            ])
    }

    /// Puts a charge point back whose request was not sent; one whose request may have been sent is `interrupted`.
    static func release(_ operation: Int64, _ number: Int64, at time: Timestamp, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            UPDATE bulk_targets SET outcome = CASE WHEN command_id IS NULL THEN 'waiting' ELSE 'interrupted' END,
                attempts = attempts - CASE WHEN command_id IS NULL THEN 1 ELSE 0 END,
                finished_at = CASE WHEN command_id IS NULL THEN NULL ELSE $3 END
            WHERE operation_id = $1 AND number = $2
            """,
            [.integer(operation), .integer(number), .integer(time.milliseconds)])
    }

    /// Sets a charge point aside whose connection was lost before anything was sent.
    static func awaitAgain(_ operation: Int64, _ number: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            "UPDATE bulk_targets SET outcome = 'waitingForConnection' WHERE operation_id = $1 AND number = $2",
            [.integer(operation), .integer(number)])
    }

    /// Lets those that waited for a charge point's connection go on.
    ///
    /// - Returns: the operations that they belong to.
    static func arrived(chargePointKey: Int64, in connection: any SQLConnection) throws -> [Int64] {
        try connection.rows(
            """
            UPDATE bulk_targets SET outcome = 'waiting' WHERE charge_point_key = $1 AND outcome = 'waitingForConnection'
            RETURNING operation_id
            """,
            [.integer(chargePointKey)]
        ).map { try $0.int64("operation_id") }
    }

    /// Those that were on their way when the program stopped.
    static func interrupted(
        _ operation: Int64, limit: Int, in connection: any SQLConnection
    ) throws -> [(number: Int64, commandId: Int64?)] {
        try connection.rows(
            "SELECT number, command_id FROM bulk_targets WHERE operation_id = $1 AND outcome = 'inProgress' LIMIT $2",
            [.integer(operation), .integer(Int64(limit))]
        ).map { (try $0.int64("number"), try $0.int64IfPresent("command_id")) }
    }
}
