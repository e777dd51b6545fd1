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
        },
        Migration(490, "security events of all charge points") { _ in
            [
                "ALTER TABLE security_events ADD COLUMN type_key TEXT NOT NULL DEFAULT ''",
                "ALTER TABLE security_events ADD COLUMN is_critical INTEGER NOT NULL DEFAULT 0",
                "ALTER TABLE security_events ADD COLUMN acknowledged_at BIGINT",
                "ALTER TABLE security_events ADD COLUMN acknowledged_by TEXT",
                "ALTER TABLE security_events ADD COLUMN acknowledgement_note TEXT",
                "UPDATE security_events SET type_key = lower(type)",
                """
                UPDATE security_events SET is_critical = 1 WHERE event_at_received IS NOT NULL AND type_key IN
                    (\(SecurityEventType.critical.map { "'\($0.key)'" }.sorted().joined(separator: ", ")))
                """,
                "CREATE INDEX security_events_by_type ON security_events (type_key, id)",
                "CREATE INDEX security_events_by_time ON security_events (received_at)",
                "CREATE INDEX security_events_critical ON security_events (id) WHERE is_critical = 1",
                """
                CREATE INDEX security_events_open ON security_events (id) WHERE is_critical = 1 AND acknowledged_at IS NULL
                """,
                "CREATE INDEX security_events_acknowledged ON security_events (id) WHERE acknowledged_at IS NOT NULL",
                "CREATE INDEX security_events_of_ours ON security_events (id) WHERE event_at_received IS NULL",
            ]
        },
        Migration(491, "security events of a charge point, the critical ones apart") { _ in
            [
                """
                CREATE INDEX security_events_by_charge_point_and_kind ON security_events (charge_point_key, is_critical, id)
                """
            ]
        },
        Migration(560, "security events that wait for somebody") { _ in
            ["CREATE INDEX security_events_alarming ON security_events (id) WHERE \(alarming)"]
        },
    ]

    /// Critical, not acknowledged, and nothing that happens on any day: those would hide the others. Here and in queries it stands in
    /// the same words, because only then the index serves.
    static let alarming = """
        is_critical = 1 AND acknowledged_at IS NULL AND type_key NOT IN \
        (\(SecurityEventType.everyday.map { "'\($0.key)'" }.sorted().joined(separator: ", ")))
        """

    /// How many critical events of a charge point are kept, and how many others: with events that mean nothing it cannot push out those
    /// that tell of a break-in.
    private static let kept = 10_000

    static func add(_ event: SecurityEvent, chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO security_events (charge_point_key, type, type_key, is_critical, event_at, event_at_received, tech_info,
                received_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .integer(chargePointKey), .text(event.type), .text(SecurityEventType(event.type).key),
                SQLValue(event.isCritical), SQLValue(event.timestamp?.milliseconds), SQLValue(event.timestampReceived),
                SQLValue(event.techInfo), .integer(event.receivedAt.milliseconds),
            ])
        try keepNewest(isCritical: event.isCritical, chargePointKey: chargePointKey, in: connection)
    }

    private static func keepNewest(isCritical: Bool, chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            DELETE FROM security_events WHERE charge_point_key = $1 AND is_critical = $2 AND id <=
                (SELECT id FROM security_events WHERE charge_point_key = $1 AND is_critical = $2
                 ORDER BY id DESC LIMIT 1 OFFSET $3)
            """,
            [.integer(chargePointKey), SQLValue(isCritical), .integer(Int64(kept))])
    }

    static func acknowledge(
        _ id: Int64, _ acknowledgement: SecurityEvent.Acknowledgement, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            "UPDATE security_events SET acknowledged_at = $2, acknowledged_by = $3, acknowledgement_note = $4 WHERE id = $1",
            [
                .integer(id), .integer(acknowledgement.time.milliseconds), .text(acknowledgement.operatorName),
                SQLValue(acknowledgement.note),
            ])
    }

    /// Deletes some of the oldest events, those before a moment. They come in the order of their times, near enough.
    ///
    /// - Returns: how many went; less than `limit` when there are no more.
    static func prune(before time: Timestamp, limit: Int, in connection: any SQLConnection) throws -> Int {
        try connection.execute(
            """
            DELETE FROM security_events WHERE id IN
                (SELECT id FROM security_events WHERE received_at < $2 ORDER BY received_at LIMIT $1)
            """,
            [.integer(Int64(limit)), .integer(time.milliseconds)])
    }
}
