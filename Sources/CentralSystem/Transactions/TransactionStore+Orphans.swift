import OCPPJ
import Persistence

extension TransactionStore {
    /// An orphaned stop as it comes in.
    struct NewOrphan: Sendable {
        var stop: StopDecision.Stop
        var idTag: String?
        /// Corrected.
        var timestamp: Timestamp
        var reason: String?
        /// The JSON text of `transactionData`, nil when there is none.
        var transactionData: [UInt8]?
        var candidates: [Int]
        var cause: String
    }

    private static let orphanSQL = """
        SELECT o.*, c.id AS charge_point_id FROM orphaned_stops o JOIN charge_points c ON c.key = o.charge_point_key
        """

    /// Keeps a stop, or counts it when it is here already.
    static func keepOrphan(_ orphan: NewOrphan, in connection: any SQLConnection) throws {
        let stop = orphan.stop
        try connection.execute(
            """
            INSERT INTO orphaned_stops (charge_point_key, transaction_id_received, id_tag, meter_stop, stop_at,
                stop_at_received, reason, received_at, last_received_at, transaction_data, candidates, cause)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, $11)
            ON CONFLICT (charge_point_key, transaction_id_received, stop_at_received, meter_stop) DO UPDATE SET
                repeats = orphaned_stops.repeats + 1, last_received_at = excluded.last_received_at
            """,
            [
                .integer(stop.chargePointKey), .integer(Int64(stop.transactionId)), SQLValue(orphan.idTag),
                .integer(Int64(stop.meterStop.value)), .integer(orphan.timestamp.milliseconds),
                .text(stop.timestampReceived), SQLValue(orphan.reason), .integer(stop.receivedAt.milliseconds),
                SQLValue(utf8: orphan.transactionData),
                .text(orphan.candidates.map { String($0) }.joined(separator: ",")), .text(orphan.cause),
            ])
    }

    /// Newest first.
    static func orphans(
        _ filter: OrphanedStopFilter, before: Int64?, limit: Int, in connection: any SQLConnection
    ) throws -> [OrphanedStop] {
        var conditions: [String] = []
        var arguments: [SQLValue] = []
        if let identity = filter.chargePointID {
            arguments.append(.text(identity))
            conditions.append("o.charge_point_key = (SELECT key FROM charge_points WHERE id = $\(arguments.count))")
        }
        if let isResolved = filter.isResolved { conditions.append("o.resolved_at IS \(isResolved ? "NOT NULL" : "NULL")") }
        if let before {
            arguments.append(.integer(before))
            conditions.append("o.id < $\(arguments.count)")
        }
        arguments.append(.integer(Int64(limit)))
        let condition = conditions.isEmpty ? "" : "WHERE \(conditions.joined(separator: " AND ")) "
        return try connection.rows("\(orphanSQL) \(condition)ORDER BY o.id DESC LIMIT $\(arguments.count)", arguments)
            .map(orphan(from:))
    }

    /// The stop and the JSON text of its `transactionData`.
    static func orphan(
        _ id: Int64, in connection: any SQLConnection
    ) throws -> (stop: OrphanedStop, transactionData: [UInt8]?)? {
        guard let row = try connection.row("\(orphanSQL) WHERE o.id = $1", [.integer(id)]) else { return nil }
        return (try orphan(from: row), try row.bytesIfPresent("transaction_data"))
    }

    static func resolveOrphan(
        _ id: Int64, transaction: Int?, _ resolution: Transaction.Resolution, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            UPDATE orphaned_stops SET resolved_at = $2, resolved_by = $3, resolution = $4, resolved_transaction_id = $5
            WHERE id = $1
            """,
            [
                .integer(id), .integer(resolution.at.milliseconds), .text(resolution.by), .text(resolution.text),
                SQLValue(transaction),
            ])
    }

    private static func orphan(from row: SQLRow) throws -> OrphanedStop {
        OrphanedStop(
            id: try row.int64("id"), chargePointKey: try row.int64("charge_point_key"),
            chargePointID: try row.text("charge_point_id"),
            transactionIdReceived: try row.int("transaction_id_received"), idTag: try row.textIfPresent("id_tag"),
            meterStop: WattHours(try row.int("meter_stop")),
            timestamp: Timestamp(milliseconds: try row.int64("stop_at")),
            timestampReceived: try row.text("stop_at_received"), reason: try row.textIfPresent("reason"),
            receivedAt: Timestamp(milliseconds: try row.int64("received_at")), repeats: try row.int("repeats"),
            lastReceivedAt: Timestamp(milliseconds: try row.int64("last_received_at")),
            candidates: try row.text("candidates").split(separator: ",").compactMap { Int($0) },
            cause: try row.text("cause"), resolution: try resolution(from: row),
            resolvedTransactionID: try row.intIfPresent("resolved_transaction_id"))
    }
}
