import OCPPJ
import Persistence

extension ConfigurationStore {
    /// What is known of a charge point's configuration as a whole.
    struct State: Hashable {
        var readAt: Timestamp?
        var bootedAt: Timestamp?
        var lastReading: ConfigurationReading?
    }

    static func state(chargePointKey: Int64, in connection: any SQLConnection) throws -> State {
        let row = try connection.row(
            "SELECT * FROM configuration_states WHERE charge_point_key = $1", [.integer(chargePointKey)])
        guard let row else { return State() }
        return State(
            readAt: try row.timestampIfPresent("read_at"), bootedAt: try row.timestampIfPresent("booted_at"),
            lastReading: try reading(row))
    }

    /// Records a GetConfiguration that has come to its end, unless a later one has.
    ///
    /// - Parameter readAt: the moment of an answer that told everything; nil for any other.
    static func save(
        _ reading: ConfigurationReading, readAt: Timestamp?, chargePointKey: Int64, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            INSERT INTO configuration_states (charge_point_key, read_at, reading_command_id, reading_requested_by, reading_at,
                reading_is_complete, reading_outcome, reading_explanation, reading_key_count, reading_oddities)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (charge_point_key) DO UPDATE SET read_at = coalesce(excluded.read_at, configuration_states.read_at),
                reading_command_id = excluded.reading_command_id, reading_requested_by = excluded.reading_requested_by,
                reading_at = excluded.reading_at, reading_is_complete = excluded.reading_is_complete,
                reading_outcome = excluded.reading_outcome, reading_explanation = excluded.reading_explanation,
                reading_key_count = excluded.reading_key_count, reading_oddities = excluded.reading_oddities
            WHERE configuration_states.reading_command_id IS NULL
                OR configuration_states.reading_command_id <= excluded.reading_command_id
            """,
            [
                .integer(chargePointKey), SQLValue(readAt?.milliseconds), .integer(reading.commandId),
                .text(reading.requestedBy), .integer(reading.at.milliseconds), SQLValue(reading.isComplete),
                .text(reading.outcome.rawValue), SQLValue(reading.explanation), SQLValue(reading.keyCount),
                .text(reading.oddities.joined(separator: "\n")),
            ])
    }

    /// Records a boot.
    ///
    /// - Parameter mayAsk: whether the charge point may be asked for its configuration because of it.
    static func boot(
        chargePointKey: Int64, at moment: Timestamp, mayAsk: Bool, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            INSERT INTO configuration_states (charge_point_key, booted_at, unasked_since) VALUES ($1, $2, $3)
            ON CONFLICT (charge_point_key) DO UPDATE SET booted_at = excluded.booted_at, unasked_since = excluded.unasked_since
            """,
            [.integer(chargePointKey), .integer(moment.milliseconds), SQLValue(mayAsk ? moment.milliseconds : nil)])
    }

    /// A charge point that booted and was not asked for its configuration since.
    struct Unasked: Hashable, Sendable {
        var chargePointKey: Int64
        var identity: String
        var since: Timestamp
    }

    /// Charge points that were not asked since they booted, in the order of their boots.
    static func unasked(after last: Unasked?, limit: Int, in connection: any SQLConnection) throws -> [Unasked] {
        try connection.rows(
            """
            SELECT s.charge_point_key, s.unasked_since, c.id FROM configuration_states s
            JOIN charge_points c ON c.key = s.charge_point_key
            WHERE s.unasked_since IS NOT NULL
                AND (s.unasked_since > $1 OR (s.unasked_since = $1 AND s.charge_point_key > $2))
            ORDER BY s.unasked_since, s.charge_point_key LIMIT $3
            """,
            [.integer(last?.since.milliseconds ?? Int64.min), .integer(last?.chargePointKey ?? 0), .integer(Int64(limit))]
        ).map { row in
            Unasked(
                chargePointKey: try row.int64("charge_point_key"), identity: try row.text("id"),
                since: try row.timestamp("unasked_since"))
        }
    }

    /// Takes note that a charge point is being asked, or need not be.
    ///
    /// - Returns: false when somebody was faster, or it booted again.
    static func settle(_ unasked: Unasked, in connection: any SQLConnection) throws -> Bool {
        try connection.execute(
            "UPDATE configuration_states SET unasked_since = NULL WHERE charge_point_key = $1 AND unasked_since = $2",
            [.integer(unasked.chargePointKey), .integer(unasked.since.milliseconds)]) > 0
    }

    private static func reading(_ row: SQLRow) throws -> ConfigurationReading? {
        guard let commandId = try row.int64IfPresent("reading_command_id") else { return nil }
        return ConfigurationReading(
            commandId: commandId, requestedBy: try row.text("reading_requested_by"), at: try row.timestamp("reading_at"),
            isComplete: try row.bool("reading_is_complete"),
            outcome: CommandOutcome(rawValue: try row.text("reading_outcome")) ?? .interrupted,
            explanation: try row.textIfPresent("reading_explanation"), keyCount: try row.int("reading_key_count"),
            oddities: (try row.textIfPresent("reading_oddities") ?? "").split(separator: "\n").map(String.init))
    }
}
