import OCPP16
import OCPPJ
package import Persistence

/// The tables of local authorization lists: definitions, what charge points hold, and the updates that were sent.
package struct LocalListStore {
    package static let migrations = [
        Migration(150, "local lists") { dialect in
            [
                """
                CREATE TABLE local_list_definitions (
                    id \(dialect.internalIdentityColumn),
                    charge_point_key BIGINT UNIQUE,
                    charge_group TEXT UNIQUE,
                    selects_all INTEGER NOT NULL,
                    id_tags TEXT NOT NULL,
                    created_at BIGINT NOT NULL,
                    updated_at BIGINT NOT NULL
                )
                """,
                """
                CREATE TABLE local_lists (
                    charge_point_key BIGINT NOT NULL PRIMARY KEY,
                    is_supported INTEGER,
                    version BIGINT,
                    is_content_known INTEGER NOT NULL,
                    highest_version BIGINT NOT NULL,
                    reported_version BIGINT,
                    reported_at BIGINT,
                    accepted_at BIGINT,
                    conflict_reported_at BIGINT
                )
                """,
                """
                CREATE TABLE local_list_entries (
                    charge_point_key BIGINT NOT NULL,
                    id_tag_key TEXT NOT NULL,
                    id_tag TEXT NOT NULL,
                    status TEXT NOT NULL,
                    expiry_date BIGINT,
                    parent_id_tag TEXT,
                    PRIMARY KEY (charge_point_key, id_tag_key)
                )
                """,
                """
                CREATE TABLE local_list_updates (
                    id \(dialect.identityColumn),
                    charge_point_key BIGINT NOT NULL,
                    command_id BIGINT NOT NULL,
                    list_version BIGINT NOT NULL,
                    update_type TEXT NOT NULL,
                    entry_count INTEGER NOT NULL,
                    requested_at BIGINT NOT NULL,
                    requested_by TEXT NOT NULL,
                    outcome TEXT NOT NULL,
                    status TEXT,
                    explanation TEXT,
                    concluded_at BIGINT
                )
                """,
                "CREATE INDEX local_list_updates_by_charge_point ON local_list_updates (charge_point_key, id)",
                "CREATE INDEX local_list_updates_by_command ON local_list_updates (command_id)",
                // Lists are derived from the groups of idTags.
                "CREATE INDEX id_tags_by_parent ON id_tags (LOWER(parent_id_tag))",
            ]
        },
        Migration(551, "what local lists come to") { _ in
            [
                "ALTER TABLE local_lists ADD COLUMN content_count BIGINT", "ALTER TABLE local_lists ADD COLUMN content_sum BIGINT",
            ]
        },
    ]

    /// Of a charge point that nothing was sent to and that reported nothing, nothing is known.
    static func state(of chargePointKey: Int64, in connection: any SQLConnection) throws -> LocalListState {
        let row = try connection.row(
            "SELECT * FROM local_lists WHERE charge_point_key = $1", [.integer(chargePointKey)])
        return try row.map(state) ?? LocalListState()
    }

    static func state(from row: SQLRow) throws -> LocalListState {
        let count = try row.intIfPresent("content_count")
        let sum = try row.int64IfPresent("content_sum")
        return LocalListState(
            isSupported: try row.boolIfPresent("is_supported"), version: try row.intIfPresent("version"),
            isContentKnown: try row.bool("is_content_known"),
            digest: count.flatMap { count in sum.map { LocalListDigest(count: count, sum: $0) } }, highestVersion: try row.int("highest_version"),
            reportedVersion: try row.intIfPresent("reported_version"), reportedAt: try row.timestampIfPresent("reported_at"),
            acceptedAt: try row.timestampIfPresent("accepted_at"),
            conflictReportedAt: try row.timestampIfPresent("conflict_reported_at"))
    }

    /// The versions of the lists of which it is known what they hold, by charge point.
    static func knownVersions(in connection: any SQLConnection) throws -> [Int64: Int] {
        let rows = try connection.rows(
            "SELECT charge_point_key, version FROM local_lists WHERE is_content_known = 1 AND version IS NOT NULL")
        return Dictionary(
            try rows.map { (try $0.int64("charge_point_key"), try $0.int("version")) }, uniquingKeysWith: { $1 })
    }

    static func save(_ state: LocalListState, of chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO local_lists (charge_point_key, is_supported, version, is_content_known, highest_version,
                reported_version, reported_at, accepted_at, conflict_reported_at, content_count, content_sum)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (charge_point_key) DO UPDATE SET
                is_supported = excluded.is_supported, version = excluded.version,
                is_content_known = excluded.is_content_known, highest_version = excluded.highest_version,
                reported_version = excluded.reported_version, reported_at = excluded.reported_at,
                accepted_at = excluded.accepted_at, conflict_reported_at = excluded.conflict_reported_at,
                content_count = excluded.content_count, content_sum = excluded.content_sum
            """,
            [
                .integer(chargePointKey), SQLValue(state.isSupported), SQLValue(state.version),
                SQLValue(state.isContentKnown), .integer(Int64(state.highestVersion)), SQLValue(state.reportedVersion),
                SQLValue(state.reportedAt?.milliseconds), SQLValue(state.acceptedAt?.milliseconds),
                SQLValue(state.conflictReportedAt?.milliseconds), SQLValue(state.digest?.count), SQLValue(state.digest?.sum),
            ])
    }

    /// Forgets everything about a charge point.
    static func remove(chargePointKey: Int64, in connection: any SQLConnection) throws {
        for table in ["local_list_definitions", "local_lists", "local_list_entries", "local_list_updates"] {
            try connection.execute("DELETE FROM \(table) WHERE charge_point_key = $1", [.integer(chargePointKey)])
        }
    }
}
