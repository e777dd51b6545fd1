import OCPP16
import OCPPJ
import Persistence

/// The columns of `charge_points` that tell in which state each is, kept so that all of them can be counted, and those of one
/// state listed, without a look at every connector.
///
/// `state` is what the connectors say, whether the charge point is connected or not; `is_connected` follows the connection with
/// the delay of the `ConnectionJournal`, a second at most.
struct ChargePointStateStore {
    static let migrations = [
        Migration(500, "states of charge points") { _ in
            [
                "ALTER TABLE charge_points ADD COLUMN state TEXT",
                "ALTER TABLE charge_points ADD COLUMN is_connected INTEGER NOT NULL DEFAULT 0",
                """
                CREATE INDEX charge_points_by_state ON charge_points (is_connected, state, id) WHERE deleted_at IS NULL
                """,
            ]
        }
    ]

    /// Works out a charge point's state from what its connectors reported last.
    static func refresh(key: Int64, in connection: any SQLConnection) throws {
        let statuses = try connection.rows(
            "SELECT connector_id, status FROM connectors WHERE charge_point_key = $1 AND status IS NOT NULL", [.integer(key)]
        ).compactMap { row in
            try ChargePointStatus(rawValue: try row.text("status")).map { (connectorId: try row.int("connector_id"), status: $0) }
        }
        try connection.execute(
            "UPDATE charge_points SET state = $2 WHERE key = $1 AND coalesce(state, '') <> coalesce($2, '')",
            [.integer(key), SQLValue(ChargePointState(statuses: statuses)?.rawValue)])
    }

    /// Charge points whose connectors reported something before states were kept.
    static func unknown(limit: Int, in connection: any SQLConnection) throws -> [Int64] {
        try connection.rows(
            """
            SELECT key FROM charge_points WHERE state IS NULL AND deleted_at IS NULL AND EXISTS
                (SELECT 1 FROM connectors WHERE charge_point_key = charge_points.key AND status IS NOT NULL)
            LIMIT $1
            """, [.integer(Int64(limit))]
        ).map { try $0.int64("key") }
    }

    static func forget(key: Int64, in connection: any SQLConnection) throws {
        try connection.execute("UPDATE charge_points SET state = NULL WHERE key = $1", [.integer(key)])
    }

    static func counts(in connection: any SQLConnection) throws -> ChargePointCounts {
        var counts = ChargePointCounts()
        for row in try connection.rows(
            "SELECT is_connected, state, count(*) AS count FROM charge_points WHERE deleted_at IS NULL GROUP BY is_connected, state"
        ) {
            let state = try state(row)
            counts[state] += try row.int("count")
        }
        return counts
    }

    /// The state of a row with both columns, as far as the table knows.
    private static func state(_ row: SQLRow) throws -> ChargePointState {
        guard try row.int("is_connected") == 1 else { return .offline }
        return try reportedState(row) ?? .unavailable
    }

    static func reportedState(_ row: SQLRow) throws -> ChargePointState? {
        try row.textIfPresent("state").flatMap { ChargePointState(rawValue: $0) }
    }
}
