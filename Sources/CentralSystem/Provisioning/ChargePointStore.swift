import OCPP16
import OCPPJ
import Persistence

/// The table of charge points.
///
/// A row is never deleted: a charge point that was removed keeps its row, marked with `deleted_at`, so that its transactions and
/// messages keep a name and its key is never given to another.
struct ChargePointStore {
    static let migrations = [
        Migration(1, "charge points") { dialect in
            [
                """
                CREATE TABLE charge_points (
                    key \(dialect.identityColumn),
                    id TEXT NOT NULL UNIQUE,
                    registration_status TEXT NOT NULL,
                    password_hash TEXT,
                    heartbeat_interval INTEGER,
                    ping_interval INTEGER,
                    require_subprotocol INTEGER,
                    meter_energy_scale DOUBLE PRECISION,
                    note TEXT,
                    vendor TEXT,
                    model TEXT,
                    serial_number TEXT,
                    charge_box_serial_number TEXT,
                    firmware_version TEXT,
                    iccid TEXT,
                    imsi TEXT,
                    meter_type TEXT,
                    meter_serial_number TEXT,
                    booted_at BIGINT,
                    connected_at BIGINT,
                    remote_address TEXT,
                    subprotocol TEXT,
                    disconnected_at BIGINT,
                    disconnect_reason TEXT,
                    last_seen_at BIGINT,
                    clock_offset BIGINT,
                    created_at BIGINT NOT NULL,
                    updated_at BIGINT NOT NULL,
                    deleted_at BIGINT
                )
                """
            ]
        },
        Migration(2, "groups and automation of charge points") { _ in
            [
                "ALTER TABLE charge_points ADD COLUMN charge_group TEXT",
                "ALTER TABLE charge_points ADD COLUMN automation INTEGER",
                "CREATE INDEX charge_points_by_group ON charge_points (charge_group, id)",
            ]
        },
    ]

    static func find(_ id: String, in connection: any SQLConnection) throws -> ChargePoint? {
        try connection.row("SELECT * FROM charge_points WHERE id = $1 AND deleted_at IS NULL", [.text(id)])
            .map(chargePoint)
    }

    static func key(of id: String, in connection: any SQLConnection) throws -> Int64? {
        try connection.row("SELECT key FROM charge_points WHERE id = $1 AND deleted_at IS NULL", [.text(id)])?.int64("key")
    }

    /// Charge points after an id, in the order of ids.
    ///
    /// - Parameter search: a part of the id, the vendor, the model, a serial number or the note.
    static func list(
        after id: String?, registrationStatus: RegistrationStatus?, group: String?, search: String?, limit: Int,
        in connection: any SQLConnection
    ) throws -> [ChargePoint] {
        try connection.rows(
            """
            SELECT * FROM charge_points
            WHERE deleted_at IS NULL AND id > $1
                AND \(registrationStatus == nil ? "$2 IS NULL" : "registration_status = $2")
                AND ($3 IS NULL OR lower(id) LIKE $3 ESCAPE '\\' OR lower(vendor) LIKE $3 ESCAPE '\\'
                    OR lower(model) LIKE $3 ESCAPE '\\' OR lower(serial_number) LIKE $3 ESCAPE '\\'
                    OR lower(note) LIKE $3 ESCAPE '\\')
                AND ($5 IS NULL OR charge_group = $5)
            ORDER BY id LIMIT $4
            """,
            [
                .text(id ?? ""), SQLValue(registrationStatus?.rawValue), SQLValue(search.map(pattern)),
                .integer(Int64(limit)), SQLValue(group),
            ]
        ).map(chargePoint)
    }

    /// Creates a charge point, or a removed one again under its old key.
    ///
    /// - Returns: nil when there is one with this id.
    static func insert(
        _ id: String, registrationStatus: RegistrationStatus, at time: Timestamp, in connection: any SQLConnection
    ) throws -> Int64? {
        try connection.row(
            """
            INSERT INTO charge_points (id, registration_status, created_at, updated_at) VALUES ($1, $2, $3, $3)
            ON CONFLICT (id) DO UPDATE SET
                registration_status = excluded.registration_status, password_hash = NULL, heartbeat_interval = NULL,
                ping_interval = NULL, require_subprotocol = NULL, meter_energy_scale = NULL, automation = NULL,
                charge_group = NULL, note = NULL, booted_at = NULL, security_profile = NULL,
                pending_security_profile = NULL, registered_serial_number = NULL, created_at = excluded.created_at, updated_at = excluded.updated_at,
                deleted_at = NULL
            WHERE charge_points.deleted_at IS NOT NULL
            RETURNING key
            """,
            [.text(id), .text(registrationStatus.rawValue), .integer(time.milliseconds)]
        )?.int64("key")
    }

    /// The stored form of a charge point's password; nil when it has none.
    static func passwordHash(key: Int64, in connection: any SQLConnection) throws -> String? {
        try connection.row("SELECT password_hash FROM charge_points WHERE key = $1", [.integer(key)])?
            .textIfPresent("password_hash")
    }

    static func registeredSerialNumber(key: Int64, in connection: any SQLConnection) throws -> String? {
        try connection.row("SELECT registered_serial_number FROM charge_points WHERE key = $1", [.integer(key)])?
            .textIfPresent("registered_serial_number")
    }

    /// Writes what an operator decides.
    static func save(
        _ chargePoint: ChargePoint, passwordHash: String?, at time: Timestamp, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            UPDATE charge_points SET registration_status = $2, password_hash = $3, heartbeat_interval = $4,
                ping_interval = $5, require_subprotocol = $6, meter_energy_scale = $7, note = $8, updated_at = $9,
                automation = $10, charge_group = $11, security_profile = $12, pending_security_profile = $13,
                registered_serial_number = $14
            WHERE key = $1
            """,
            [
                .integer(chargePoint.key), .text(chargePoint.registrationStatus.rawValue), SQLValue(passwordHash),
                SQLValue(chargePoint.settings.heartbeatIntervalSeconds), SQLValue(chargePoint.settings.pingIntervalSeconds),
                SQLValue(chargePoint.settings.requireSubprotocol), SQLValue(chargePoint.settings.meterEnergyScale),
                SQLValue(chargePoint.note), .integer(time.milliseconds), SQLValue(chargePoint.settings.automation),
                SQLValue(chargePoint.group), SQLValue(chargePoint.securityProfile?.rawValue),
                SQLValue(chargePoint.pendingSecurityProfile?.rawValue), SQLValue(chargePoint.serialNumber),
            ])
    }

    static func markDeleted(key: Int64, at time: Timestamp, in connection: any SQLConnection) throws {
        try connection.execute(
            "UPDATE charge_points SET deleted_at = $2, updated_at = $2, password_hash = NULL WHERE key = $1",
            [.integer(key), .integer(time.milliseconds)])
    }

    /// How many charge points wait for acceptance.
    static func pendingCount(in connection: any SQLConnection) throws -> Int {
        try connection.row(
            "SELECT count(*) AS count FROM charge_points WHERE registration_status = 'Pending' AND deleted_at IS NULL"
        )?.int("count") ?? 0
    }

    /// A pattern for LIKE that finds `text` anywhere, without regard to case.
    static func pattern(_ text: String) -> String {
        var pattern = "%"
        for character in text.lowercased() {
            if character == "%" || character == "_" || character == "\\" { pattern += "\\" }
            pattern.append(character)
        }
        return pattern + "%"
    }
}
