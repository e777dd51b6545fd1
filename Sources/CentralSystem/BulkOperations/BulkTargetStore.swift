import OCPPJ
import Persistence

/// The table of the charge points of bulk operations.
enum BulkTargetStore {
    /// Rows changed in one write, so that no message waits long behind them.
    static let chunk = 1000

    /// Writes a part of an operation's charge points down; one that stands there already is passed over.
    ///
    /// - Returns: the highest number given.
    static func insert(
        _ targets: [TargetPage.Target], of operation: Int64, after number: Int64, at time: Timestamp,
        in connection: any SQLConnection
    ) throws -> Int64 {
        var number = number
        for target in targets {
            let isKnown = target.chargePoint != nil
            let added = try connection.execute(
                """
                INSERT INTO bulk_targets (operation_id, number, charge_point_key, charge_point_id, outcome, finished_at)
                VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
                """,
                [
                    .integer(operation), .integer(number + 1), SQLValue(target.chargePoint?.key), .text(target.id),
                    .text((isKnown ? BulkOutcome.waiting : .unknownChargePoint).rawValue),
                    SQLValue(isKnown ? nil : time.milliseconds),
                ])
            if added > 0 { number += 1 }
        }
        return number
    }

    static func list(
        _ operation: Int64, outcome: BulkOutcome?, after number: Int64, limit: Int, in connection: any SQLConnection
    ) throws -> [BulkTarget] {
        let condition = outcome == nil ? "" : "AND outcome = $4"
        return try connection.rows(
            "SELECT * FROM bulk_targets WHERE operation_id = $1 AND number > $2 \(condition) ORDER BY number LIMIT $3",
            [.integer(operation), .integer(number), .integer(Int64(limit))] + (outcome.map { [.text($0.rawValue)] } ?? [])
        ).map { row in
            BulkTarget(
                number: try row.int64("number"), chargePointId: try row.text("charge_point_id"),
                result: BulkResult(
                    BulkOutcome(rawValue: try row.text("outcome")) ?? .failed, succeeded: try row.bool("succeeded"),
                    commandId: try row.int64IfPresent("command_id"), status: try row.textIfPresent("status"),
                    text: try row.textIfPresent("text")),
                attempts: try row.int("attempts"), startedAt: try row.timestampIfPresent("started_at"),
                finishedAt: try row.timestampIfPresent("finished_at"))
        }
    }

    /// Gives charge points whose turn has not come their result, a chunk at a time.
    ///
    /// - Returns: whether there may be more.
    static func settle(
        _ from: BulkOutcome, of operation: Int64, as outcome: BulkOutcome, at time: Timestamp,
        in connection: any SQLConnection
    ) throws -> Bool {
        try connection.execute(
            """
            UPDATE bulk_targets SET outcome = $3, finished_at = $4 WHERE operation_id = $1 AND number IN
                (SELECT number FROM bulk_targets WHERE operation_id = $1 AND outcome = $2 ORDER BY number LIMIT $5)
            """,
            [
                .integer(operation), .text(from.rawValue), .text(outcome.rawValue), .integer(time.milliseconds),
                .integer(Int64(chunk)),
            ]) == chunk
    }

    /// Lets a chunk of those that did not succeed wait for another try.
    ///
    /// - Returns: the number to go on after; nil when all are done.
    static func renew(
        _ operation: Int64, outcomes: Set<BulkOutcome>, after number: Int64, in connection: any SQLConnection
    ) throws -> (count: Int, next: Int64?) {
        let rows = try connection.rows(
            "SELECT number, outcome, succeeded FROM bulk_targets WHERE operation_id = $1 AND number > $2 ORDER BY number LIMIT $3",
            [.integer(operation), .integer(number), .integer(Int64(chunk))])
        var count = 0
        for row in rows where try !row.bool("succeeded") {
            guard let outcome = BulkOutcome(rawValue: try row.text("outcome")), outcomes.contains(outcome) else { continue }
            try connection.execute(
                """
                UPDATE bulk_targets SET outcome = 'waiting', command_id = NULL, status = NULL, text = NULL, finished_at = NULL
                WHERE operation_id = $1 AND number = $2
                """,
                [.integer(operation), .integer(try row.int64("number"))])
            count += 1
        }
        return (count, rows.count == chunk ? try rows.last?.int64("number") : nil)
    }

    /// Whether any charge point of an operation has this outcome.
    static func has(_ outcome: BulkOutcome, _ operation: Int64, in connection: any SQLConnection) throws -> Bool {
        try connection.row(
            "SELECT 1 AS found FROM bulk_targets WHERE operation_id = $1 AND outcome = $2 LIMIT 1",
            [.integer(operation), .text(outcome.rawValue)]) != nil
    }
}
