import OCPP16
import OCPPJ
import Persistence

extension TransactionStore {
    /// A StartTransaction as it is stored.
    struct Start: Sendable {
        var chargePointKey: Int64
        var connectorId: Int
        var idTag: IdToken
        var parentIdTag: String?
        var authorizationStatus: AuthorizationStatus
        var reservationId: Int?
        var meterStart: Int
        var timestamp: Timestamp
        var timestampReceived: String
        var receivedAt: Timestamp
        var flags: [RecordFlag]
    }

    /// What came of it: the new transaction, or the one that it repeats.
    struct Started: Sendable {
        var id: Int
        /// 0 when the transaction is new.
        var repeats: Int
        /// What was answered the first time.
        var authorizationStatus: AuthorizationStatus
    }

    private static let startSQL = """
        INSERT INTO transactions (charge_point_key, connector_id, state, id_tag_key, id_tag, parent_id_tag,
            authorization_status, reservation_id, meter_start, start_at, start_at_received, start_received_at,
            start_last_received_at, flags)
        VALUES ($1, $2, 0, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12)
        ON CONFLICT (charge_point_key, connector_id, start_at_received, meter_start, id_tag_key) DO UPDATE SET
            start_repeats = transactions.start_repeats + 1, start_last_received_at = excluded.start_last_received_at
        RETURNING id, start_repeats, authorization_status
        """

    static func start(_ start: Start, in connection: any SQLConnection) throws -> Started {
        let row = try connection.row(
            startSQL,
            [
                .integer(start.chargePointKey), .integer(Int64(start.connectorId)), .text(start.idTag.key),
                .text(start.idTag.text), SQLValue(start.parentIdTag), .text(start.authorizationStatus.rawValue),
                SQLValue(start.reservationId), .integer(Int64(start.meterStart)), .integer(start.timestamp.milliseconds),
                .text(start.timestampReceived), .integer(start.receivedAt.milliseconds),
                start.flags.isEmpty ? .null : .text(try RecordFlags.text(start.flags)),
            ])
        guard let row else { throw DatabaseError(.other, "the database gave no id to a new transaction", sql: startSQL) }
        return Started(
            id: try row.int("id"), repeats: try row.int("start_repeats"),
            authorizationStatus: AuthorizationStatus(rawValue: try row.text("authorization_status")) ?? start.authorizationStatus)
    }

    /// How many transactions an idTag has open that it was accepted for, not counting those on one connector: that one's is
    /// about to be replaced, or is the transaction in question itself.
    static func openCount(
        of idTag: IdToken, otherThan chargePointKey: Int64, connectorId: Int, in connection: any SQLConnection
    ) throws -> Int {
        try connection.row(
            """
            SELECT COUNT(*) AS count FROM transactions WHERE id_tag_key = $1 AND state = 0
                AND authorization_status = 'Accepted' AND NOT (charge_point_key = $2 AND connector_id = $3)
            """,
            [.text(idTag.key), .integer(chargePointKey), .integer(Int64(connectorId))])?.int("count") ?? 0
    }

    /// Marks the other open transactions of a connector as stale.
    ///
    /// - Returns: their ids.
    static func markStale(
        chargePointKey: Int64, connectorId: Int, otherThan id: Int, since: Timestamp, reason: String,
        in connection: any SQLConnection
    ) throws -> [Int] {
        try connection.rows(
            """
            UPDATE transactions SET state = 1, stale_since = $4, stale_reason = $5
            WHERE charge_point_key = $1 AND connector_id = $2 AND state <> 2 AND state = 0 AND id <> $3
            RETURNING id
            """,
            [
                .integer(chargePointKey), .integer(Int64(connectorId)), .integer(Int64(id)), .integer(since.milliseconds),
                .text(reason),
            ]
        ).map { try $0.int("id") }
    }

    /// Marks the open transactions of a connector that started by `moment` as stale.
    ///
    /// - Returns: their ids.
    static func markStale(
        chargePointKey: Int64, connectorId: Int, startedBy moment: Timestamp, since: Timestamp, reason: String,
        in connection: any SQLConnection
    ) throws -> [Int] {
        try connection.rows(
            """
            UPDATE transactions SET state = 1, stale_since = $4, stale_reason = $5
            WHERE charge_point_key = $1 AND connector_id = $2 AND state <> 2 AND state = 0 AND start_at <= $3
            RETURNING id
            """,
            [
                .integer(chargePointKey), .integer(Int64(connectorId)), .integer(moment.milliseconds),
                .integer(since.milliseconds), .text(reason),
            ]
        ).map { try $0.int("id") }
    }
}
