import OCPPJ
import Persistence

extension ConfigurationStore {
    /// How many changes of a charge point are kept.
    static let keptChanges = 1000

    static func add(_ changes: [ConfigurationChange], chargePointKey: Int64, in connection: any SQLConnection) throws {
        guard !changes.isEmpty else { return }
        // More than are kept would be deleted again at once.
        for change in changes.suffix(keptChanges) {
            try connection.execute(
                """
                INSERT INTO configuration_changes (charge_point_key, name_key, name, kind, old_value, new_value, cause,
                    changed_at, command_id, requested_by)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                """,
                [
                    .integer(chargePointKey), .text(change.name.key), .text(change.name.text), .text(change.kind.rawValue),
                    SQLValue(change.oldValue), SQLValue(change.newValue), .text(change.cause.rawValue),
                    .integer(change.at.milliseconds), SQLValue(change.commandId), SQLValue(change.requestedBy),
                ])
        }
        try NewestRows.keep(keptChanges, of: "configuration_changes", chargePointKey: chargePointKey, in: connection)
    }

    /// Changes of one charge point, newest first.
    ///
    /// - Parameter name: only those of this key; nil for all.
    static func changes(
        chargePointKey: Int64, of name: ConfigurationKeyName?, before id: Int64?, limit: Int, in connection: any SQLConnection
    ) throws -> [ConfigurationChange] {
        try connection.rows(
            """
            SELECT * FROM configuration_changes
            WHERE charge_point_key = $1 AND id < $2 AND ($3 IS NULL OR name_key = $3) ORDER BY id DESC LIMIT $4
            """,
            [.integer(chargePointKey), .integer(id ?? Int64.max), SQLValue(name?.key), .integer(Int64(limit))]
        ).map { row in
            ConfigurationChange(
                id: try row.int64("id"), ConfigurationChange.Kind(rawValue: try row.text("kind")) ?? .changed,
                ConfigurationKeyName(try row.text("name")), from: try row.textIfPresent("old_value"),
                to: try row.textIfPresent("new_value"),
                ConfigurationCause(rawValue: try row.text("cause")) ?? .getConfiguration, at: try row.timestamp("changed_at"),
                commandId: try row.int64IfPresent("command_id"), requestedBy: try row.textIfPresent("requested_by"))
        }
    }
}
