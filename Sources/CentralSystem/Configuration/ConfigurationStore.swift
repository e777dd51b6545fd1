import OCPPJ
import Persistence

/// The tables of what is known of charge points' configurations.
struct ConfigurationStore {
    static let migrations = [
        Migration(130, "configurations of charge points") { dialect in
            [
                """
                CREATE TABLE configuration_entries (
                    charge_point_key BIGINT NOT NULL,
                    name_key TEXT NOT NULL,
                    name TEXT NOT NULL,
                    standing TEXT NOT NULL,
                    value TEXT,
                    is_readonly INTEGER,
                    source TEXT,
                    is_assumed INTEGER NOT NULL,
                    updated_at BIGINT NOT NULL,
                    pending_value TEXT,
                    pending_since BIGINT,
                    pending_command_id BIGINT,
                    pending_requested_by TEXT,
                    change_value TEXT,
                    change_status TEXT,
                    change_outcome TEXT,
                    change_explanation TEXT,
                    change_at BIGINT,
                    change_command_id BIGINT,
                    change_requested_by TEXT,
                    PRIMARY KEY (charge_point_key, name_key)
                )
                """,
                """
                CREATE INDEX configuration_entries_pending ON configuration_entries (charge_point_key)
                WHERE pending_since IS NOT NULL
                """,
                """
                CREATE TABLE configuration_states (
                    charge_point_key BIGINT NOT NULL PRIMARY KEY,
                    read_at BIGINT,
                    booted_at BIGINT,
                    unasked_since BIGINT,
                    reading_command_id BIGINT,
                    reading_requested_by TEXT,
                    reading_at BIGINT,
                    reading_is_complete INTEGER,
                    reading_outcome TEXT,
                    reading_explanation TEXT,
                    reading_key_count INTEGER,
                    reading_oddities TEXT
                )
                """,
                """
                CREATE INDEX configuration_states_unasked ON configuration_states (unasked_since, charge_point_key)
                WHERE unasked_since IS NOT NULL
                """,
                """
                CREATE TABLE configuration_changes (
                    id \(dialect.identityColumn),
                    charge_point_key BIGINT NOT NULL,
                    name_key TEXT NOT NULL,
                    name TEXT NOT NULL,
                    kind TEXT NOT NULL,
                    old_value TEXT,
                    new_value TEXT,
                    cause TEXT NOT NULL,
                    changed_at BIGINT NOT NULL,
                    command_id BIGINT,
                    requested_by TEXT
                )
                """,
                "CREATE INDEX configuration_changes_by_charge_point ON configuration_changes (charge_point_key, id)",
            ]
        }
    ]

    /// Everything known of one charge point.
    static func configuration(chargePointKey: Int64, in connection: any SQLConnection) throws -> ChargePointConfiguration {
        let state = try state(chargePointKey: chargePointKey, in: connection)
        return ChargePointConfiguration(
            entries: try entries(chargePointKey: chargePointKey, in: connection), readAt: state.readAt,
            lastReading: state.lastReading, bootedAt: state.bootedAt)
    }

    /// The entries of one charge point in the order of their names.
    static func entries(chargePointKey: Int64, in connection: any SQLConnection) throws -> [ConfigurationEntry] {
        try connection.rows(
            "SELECT * FROM configuration_entries WHERE charge_point_key = $1 ORDER BY name_key", [.integer(chargePointKey)]
        ).map(entry)
    }

    static func entry(
        _ name: ConfigurationKeyName, chargePointKey: Int64, in connection: any SQLConnection
    ) throws -> ConfigurationEntry? {
        try connection.row(
            "SELECT * FROM configuration_entries WHERE charge_point_key = $1 AND name_key = $2",
            [.integer(chargePointKey), .text(name.key)]
        ).map(entry)
    }

    /// The entries that wait for a reboot.
    static func pendingEntries(chargePointKey: Int64, in connection: any SQLConnection) throws -> [ConfigurationEntry] {
        try connection.rows(
            "SELECT * FROM configuration_entries WHERE charge_point_key = $1 AND pending_since IS NOT NULL",
            [.integer(chargePointKey)]
        ).map(entry)
    }

    /// Writes what a revision came to.
    static func save(_ revision: ConfigurationRevision, chargePointKey: Int64, in connection: any SQLConnection) throws {
        for name in revision.removed where revision.entry(name) == nil {
            try connection.execute(
                "DELETE FROM configuration_entries WHERE charge_point_key = $1 AND name_key = $2",
                [.integer(chargePointKey), .text(name.key)])
        }
        for entry in revision.saved {
            try save(entry, chargePointKey: chargePointKey, in: connection)
        }
        try add(revision.changes, chargePointKey: chargePointKey, in: connection)
    }

    /// Forgets a charge point.
    static func forget(chargePointKey: Int64, in connection: any SQLConnection) throws {
        let key: [SQLValue] = [.integer(chargePointKey)]
        try connection.execute("DELETE FROM configuration_entries WHERE charge_point_key = $1", key)
        try connection.execute("DELETE FROM configuration_states WHERE charge_point_key = $1", key)
        try connection.execute("DELETE FROM configuration_changes WHERE charge_point_key = $1", key)
    }
}
