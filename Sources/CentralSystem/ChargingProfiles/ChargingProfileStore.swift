import OCPP16
import OCPPJ
import Persistence

/// The table of charging profiles that were sent to charge points.
struct ChargingProfileStore {
    static let migrations = [
        Migration(160, "charging profiles") { dialect in
            [
                """
                CREATE TABLE charging_profiles (
                    id \(dialect.identityColumn),
                    charge_point_key BIGINT NOT NULL,
                    connector_id INTEGER,
                    charging_profile_id BIGINT NOT NULL,
                    purpose TEXT NOT NULL,
                    profile TEXT NOT NULL,
                    transaction_id BIGINT,
                    source TEXT NOT NULL,
                    command_id BIGINT NOT NULL,
                    id_tag_key TEXT,
                    template_name TEXT,
                    state TEXT NOT NULL,
                    reason TEXT,
                    status TEXT,
                    warnings TEXT,
                    requested_at BIGINT NOT NULL,
                    requested_by TEXT NOT NULL,
                    concluded_at BIGINT,
                    installed_at BIGINT,
                    ended_at BIGINT,
                    replaced_by BIGINT
                )
                """,
                "CREATE INDEX charging_profiles_by_charge_point ON charging_profiles (charge_point_key, id)",
                // What happens to a charge point only ever concerns the few profiles that are not history.
                """
                CREATE INDEX charging_profiles_current ON charging_profiles (charge_point_key, id)
                    WHERE state IN ('requested', 'awaitingTransaction', 'installed')
                """,
                "CREATE INDEX charging_profiles_by_command ON charging_profiles (charge_point_key, command_id)",
                "CREATE INDEX charging_profiles_awaiting ON charging_profiles (id) WHERE state = 'awaitingTransaction'",
                """
                CREATE INDEX charging_profiles_without_start ON charging_profiles (charge_point_key, id)
                    WHERE source = 'RemoteStartTransaction' AND installed_at IS NULL
                """,
                """
                CREATE TABLE charging_profile_ids (
                    charge_point_key BIGINT NOT NULL PRIMARY KEY,
                    last_id BIGINT NOT NULL
                )
                """,
            ]
        }
    ]

    /// How many records of a charge point are kept besides the current ones.
    static let kept = 200

    private static let columns = """
        charge_point_key, connector_id, charging_profile_id, purpose, profile, transaction_id, source, command_id, id_tag_key,
        template_name, state, reason, status, warnings, requested_at, requested_by, concluded_at, installed_at, ended_at,
        replaced_by
        """

    private static let insertSQL = """
        INSERT INTO charging_profiles (\(columns))
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
        """

    private static let updateSQL = """
        UPDATE charging_profiles SET charge_point_key = $1, connector_id = $2, charging_profile_id = $3, purpose = $4,
            profile = $5, transaction_id = $6, source = $7, command_id = $8, id_tag_key = $9, template_name = $10, state = $11,
            reason = $12, status = $13, warnings = $14, requested_at = $15, requested_by = $16, concluded_at = $17,
            installed_at = $18, ended_at = $19, replaced_by = $20
        WHERE id = $21
        """

    static let select = """
        SELECT p.*, c.id AS charge_point_id FROM charging_profiles p JOIN charge_points c ON c.key = p.charge_point_key
        """

    /// Adds a record, whose own id is ignored, and forgets the oldest of what is history.
    static func add(_ record: ChargingProfileRecord, in connection: any SQLConnection) throws {
        try connection.execute(insertSQL, try values(of: record))
        try connection.execute(
            """
            DELETE FROM charging_profiles WHERE charge_point_key = $1
                AND state NOT IN ('requested', 'awaitingTransaction', 'installed')
                AND id <= (SELECT id FROM charging_profiles WHERE charge_point_key = $1 ORDER BY id DESC LIMIT 1 OFFSET $2)
            """,
            [.integer(record.chargePointKey), .integer(Int64(kept))])
    }

    /// Writes a record as it now is.
    static func save(_ record: ChargingProfileRecord, in connection: any SQLConnection) throws {
        try connection.execute(updateSQL, try values(of: record) + [.integer(record.id)])
    }

    static func find(_ id: Int64, chargePointKey: Int64, in connection: any SQLConnection) throws -> ChargingProfileRecord? {
        try connection.row("\(select) WHERE p.charge_point_key = $1 AND p.id = $2", [.integer(chargePointKey), .integer(id)])
            .map(record)
    }

    /// The record of the profile that a command carried.
    static func find(
        command: Int64, chargePointKey: Int64, in connection: any SQLConnection
    ) throws -> ChargingProfileRecord? {
        try connection.row(
            "\(select) WHERE p.charge_point_key = $1 AND p.command_id = $2", [.integer(chargePointKey), .integer(command)]
        ).map(record)
    }

    /// The records that are not history, oldest first.
    static func current(chargePointKey: Int64, in connection: any SQLConnection) throws -> [ChargingProfileRecord] {
        try connection.rows(
            """
            \(select) WHERE p.charge_point_key = $1 AND p.state IN ('requested', 'awaitingTransaction', 'installed')
            ORDER BY p.id
            """,
            [.integer(chargePointKey)]
        ).map(record)
    }

    static func installed(chargePointKey: Int64, in connection: any SQLConnection) throws -> [ChargingProfileRecord] {
        try current(chargePointKey: chargePointKey, in: connection).filter { $0.state == .installed }
    }

    /// The newest profiles of remote starts whose transaction has not come, newest first.
    static func withoutStart(chargePointKey: Int64, in connection: any SQLConnection) throws -> [ChargingProfileRecord] {
        try connection.rows(
            """
            \(select) WHERE p.charge_point_key = $1 AND p.source = 'RemoteStartTransaction' AND p.installed_at IS NULL
            ORDER BY p.id DESC LIMIT 20
            """,
            [.integer(chargePointKey)]
        ).map(record)
    }

    /// Profiles of accepted remote starts of any charge point whose transaction has not come.
    static func awaiting(after id: Int64, limit: Int, in connection: any SQLConnection) throws -> [ChargingProfileRecord] {
        try connection.rows(
            "\(select) WHERE p.state = 'awaitingTransaction' AND p.id > $1 ORDER BY p.id LIMIT $2",
            [.integer(id), .integer(Int64(limit))]
        ).map(record)
    }

    /// Notes the template that a profile was made of; in the same write as its record.
    static func note(template name: String?, of command: CommandReference, in connection: any SQLConnection) throws {
        guard let name else { return }
        try connection.execute(
            "UPDATE charging_profiles SET template_name = $3 WHERE charge_point_key = $1 AND command_id = $2",
            [.integer(command.chargePoint.key), .integer(command.id), .text(name)])
    }

    static func remove(chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM charging_profiles WHERE charge_point_key = $1", [.integer(chargePointKey)])
        try connection.execute("DELETE FROM charging_profile_ids WHERE charge_point_key = $1", [.integer(chargePointKey)])
    }

    /// Records, newest first.
    static func list(
        _ filter: ChargingProfileFilter, chargePointKey: Int64, before: Int64?, limit: Int, in connection: any SQLConnection
    ) throws -> [ChargingProfileRecord] {
        var conditions = ["p.charge_point_key = $1"]
        var arguments: [SQLValue] = [.integer(chargePointKey)]
        func add(_ condition: String, _ value: SQLValue?) {
            guard let value else { return }
            arguments.append(value)
            conditions.append("\(condition) $\(arguments.count)")
        }
        add("p.connector_id =", filter.connectorId.map { .integer(Int64($0)) })
        add("p.purpose =", filter.purpose.map { .text($0.rawValue) })
        add("p.transaction_id =", filter.transactionId.map { .integer(Int64($0)) })
        add("p.id <", before.map { .integer($0) })
        if let states = filter.states {
            // Of the program's own words, in a fixed order, so that there are few texts.
            let list = ChargingProfileState.allCases.filter(states.contains).map { "'\($0.rawValue)'" }
            conditions.append("p.state IN (\(list.joined(separator: ", ")))")
        }
        arguments.append(.integer(Int64(limit)))
        return try connection.rows(
            "\(select) WHERE \(conditions.joined(separator: " AND ")) ORDER BY p.id DESC LIMIT $\(arguments.count)", arguments
        ).map(record)
    }

    /// Takes an id that the charge point has not had before, as far as we know.
    static func allocateID(chargePointKey: Int64, in connection: any SQLConnection) throws -> Int {
        let key = SQLValue.integer(chargePointKey)
        let given = try connection.row("SELECT last_id FROM charging_profile_ids WHERE charge_point_key = $1", [key])
        let used = try connection.rows(
            "SELECT DISTINCT charging_profile_id FROM charging_profiles WHERE charge_point_key = $1", [key]
        ).map { try $0.int("charging_profile_id") }
        var id = max(try given?.int("last_id") ?? 0, used.max() ?? 0).plus(clamping: 1)
        if id > Int(Int32.max) {
            // Somebody gave the highest id there is: the lowest that is free then.
            let used = Set(used)
            id = 1
            while used.contains(id) { id += 1 }
        }
        try connection.execute(
            """
            INSERT INTO charging_profile_ids (charge_point_key, last_id) VALUES ($1, $2)
            ON CONFLICT (charge_point_key) DO UPDATE SET last_id = excluded.last_id
            """,
            [key, .integer(Int64(id))])
        return id
    }
}
