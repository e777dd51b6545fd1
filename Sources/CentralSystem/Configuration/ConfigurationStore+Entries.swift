import OCPPJ
import Persistence

extension ConfigurationStore {
    private static let saveSQL = """
        INSERT INTO configuration_entries (charge_point_key, name_key, name, standing, value, is_readonly, source, is_assumed,
            updated_at, pending_value, pending_since, pending_command_id, pending_requested_by, change_value, change_status,
            change_outcome, change_explanation, change_at, change_command_id, change_requested_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
        ON CONFLICT (charge_point_key, name_key) DO UPDATE SET name = excluded.name, standing = excluded.standing,
            value = excluded.value, is_readonly = excluded.is_readonly, source = excluded.source,
            is_assumed = excluded.is_assumed, updated_at = excluded.updated_at, pending_value = excluded.pending_value,
            pending_since = excluded.pending_since, pending_command_id = excluded.pending_command_id,
            pending_requested_by = excluded.pending_requested_by, change_value = excluded.change_value,
            change_status = excluded.change_status, change_outcome = excluded.change_outcome,
            change_explanation = excluded.change_explanation, change_at = excluded.change_at,
            change_command_id = excluded.change_command_id, change_requested_by = excluded.change_requested_by
        """

    static func save(_ entry: ConfigurationEntry, chargePointKey: Int64, in connection: any SQLConnection) throws {
        let pending = entry.pending
        let change = entry.lastChange
        try connection.execute(
            saveSQL,
            [
                .integer(chargePointKey), .text(entry.name.key), .text(entry.name.text), .text(entry.standing.rawValue),
                SQLValue(entry.value), SQLValue(entry.isReadonly), SQLValue(entry.source?.rawValue), SQLValue(entry.isAssumed),
                .integer(entry.updatedAt.milliseconds), SQLValue(pending?.value), SQLValue(pending?.since.milliseconds),
                SQLValue(pending?.commandId), SQLValue(pending?.requestedBy), SQLValue(change?.value), SQLValue(change?.status),
                SQLValue(change?.outcome.rawValue), SQLValue(change?.explanation), SQLValue(change?.at.milliseconds),
                SQLValue(change?.commandId), SQLValue(change?.requestedBy),
            ])
    }

    static func entry(_ row: SQLRow) throws -> ConfigurationEntry {
        ConfigurationEntry(
            ConfigurationKeyName(try row.text("name")),
            ConfigurationStanding(rawValue: try row.text("standing")) ?? .unread, value: try row.textIfPresent("value"),
            isReadonly: try row.boolIfPresent("is_readonly"),
            source: try row.textIfPresent("source").flatMap(ConfigurationSource.init(rawValue:)),
            isAssumed: try row.bool("is_assumed"), updatedAt: try row.timestamp("updated_at"), pending: try pending(row),
            lastChange: try attempt(row))
    }

    private static func pending(_ row: SQLRow) throws -> PendingConfiguration? {
        guard let since = try row.timestampIfPresent("pending_since") else { return nil }
        return PendingConfiguration(
            value: try row.textIfPresent("pending_value"), since: since, commandId: try row.int64("pending_command_id"),
            requestedBy: try row.text("pending_requested_by"))
    }

    private static func attempt(_ row: SQLRow) throws -> ConfigurationAttempt? {
        guard let at = try row.timestampIfPresent("change_at") else { return nil }
        return ConfigurationAttempt(
            value: try row.textIfPresent("change_value"), status: try row.textIfPresent("change_status"),
            outcome: CommandOutcome(rawValue: try row.text("change_outcome")) ?? .interrupted,
            explanation: try row.textIfPresent("change_explanation"), at: at, commandId: try row.int64("change_command_id"),
            requestedBy: try row.text("change_requested_by"))
    }
}
