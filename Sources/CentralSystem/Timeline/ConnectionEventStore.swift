import OCPPJ
import Persistence

/// The table of beginnings and ends of connections.
struct ConnectionEventStore {
    static let migrations = [
        Migration(520, "story of connections") { dialect in
            [
                """
                CREATE TABLE connection_events (
                    id \(dialect.identityColumn),
                    charge_point_key BIGINT NOT NULL,
                    time BIGINT NOT NULL,
                    kind TEXT NOT NULL,
                    remote_address TEXT,
                    detail TEXT
                )
                """,
                "CREATE INDEX connection_events_by_charge_point ON connection_events (charge_point_key, id)",
            ]
        },
        Migration(521, "refused connections by identity") { _ in
            ["CREATE INDEX refused_connections_by_identity ON refused_connections (identity, id)"]
        },
        Migration(522, "frames that tell what happened") { _ in
            ["CREATE INDEX messages_telling ON messages (charge_point_key, id) WHERE \(MessageLogStore.isTelling)"]
        },
    ]

    static func add(_ event: ConnectionEvent, chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            "INSERT INTO connection_events (charge_point_key, time, kind, remote_address, detail) VALUES ($1, $2, $3, $4, $5)",
            [
                .integer(chargePointKey), .integer(event.time.milliseconds), .text(event.kind.rawValue), SQLValue(event.remoteAddress),
                SQLValue(event.detail),
            ])
    }

    /// Ids are given in order and never again, so the newest are those near the highest.
    static func prune(keeping count: Int, in connection: any SQLConnection) throws {
        try connection.execute(
            "DELETE FROM connection_events WHERE id <= (SELECT max(id) FROM connection_events) - $1", [.integer(Int64(count))])
    }

    /// Newest first.
    static func list(
        chargePointKey: Int64, before id: Int64, limit: Int, in connection: any SQLConnection
    ) throws -> [ConnectionEvent] {
        try connection.rows(
            """
            SELECT id, time, kind, remote_address, detail FROM connection_events
            WHERE charge_point_key = $1 AND id < $2 ORDER BY id DESC LIMIT $3
            """, [.integer(chargePointKey), .integer(id), .integer(Int64(limit))]
        ).map { row in
            ConnectionEvent(
                id: try row.int64("id"), time: try row.timestamp("time"),
                kind: ConnectionEvent.Kind(rawValue: try row.text("kind")) ?? .closed,
                remoteAddress: try row.textIfPresent("remote_address"), detail: try row.textIfPresent("detail"))
        }
    }
}
