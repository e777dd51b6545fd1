import OCPPJ
import Persistence

/// The table of security events.
struct SecurityEventStore {
    static let migrations = [
        Migration(90, "security events") { dialect in
            [
                """
                CREATE TABLE security_events (
                    id \(dialect.identityColumn),
                    charge_point_key BIGINT NOT NULL,
                    type TEXT NOT NULL,
                    event_at BIGINT,
                    event_at_received TEXT,
                    tech_info TEXT,
                    received_at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX security_events_by_charge_point ON security_events (charge_point_key, id)",
            ]
        }
    ]

    /// How many events of a charge point are kept.
    private static let kept = 10_000

    static func add(_ event: SecurityEvent, chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO security_events (charge_point_key, type, event_at, event_at_received, tech_info, received_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .integer(chargePointKey), .text(event.type), SQLValue(event.timestamp?.milliseconds),
                SQLValue(event.timestampReceived), SQLValue(event.techInfo), .integer(event.receivedAt.milliseconds),
            ])
        try NewestRows.keep(kept, of: "security_events", chargePointKey: chargePointKey, in: connection)
    }

    static func list(
        chargePointKey: Int64, before id: Int64?, limit: Int, in connection: any SQLConnection
    ) throws -> [SecurityEvent] {
        try connection.rows(
            """
            SELECT id, type, event_at, event_at_received, tech_info, received_at FROM security_events
            WHERE charge_point_key = $1 AND id < $2 ORDER BY id DESC LIMIT $3
            """,
            [.integer(chargePointKey), .integer(id ?? Int64.max), .integer(Int64(limit))]
        ).map { row in
            SecurityEvent(
                id: try row.int64("id"), type: try row.text("type"), timestamp: try row.timestampIfPresent("event_at"),
                timestampReceived: try row.textIfPresent("event_at_received"), techInfo: try row.textIfPresent("tech_info"),
                receivedAt: try row.timestamp("received_at"))
        }
    }
}
