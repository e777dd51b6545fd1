import OCPPJ
import Persistence

/// A password that was sent to a charge point in AuthorizationKey, and may be in force there or not.
struct PendingPassword: Hashable, Sendable {
    var id: Int64
    /// The command that it was sent with.
    var commandID: Int64
    /// As stored.
    var hash: String
}

/// The table of passwords whose change was not confirmed yet. The charge point's present password is in its own row.
struct PendingPasswordStore {
    static let migrations = [
        Migration(440, "passwords that were sent to charge points") { dialect in
            [
                """
                CREATE TABLE pending_passwords (
                    id \(dialect.identityColumn),
                    charge_point_key BIGINT NOT NULL,
                    command_id BIGINT NOT NULL,
                    password_hash TEXT NOT NULL,
                    sent_at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX pending_passwords_by_charge_point ON pending_passwords (charge_point_key, id)",
            ]
        },
        Migration(441, "security profiles of charge points") { _ in
            [
                "ALTER TABLE charge_points ADD COLUMN security_profile INTEGER",
                "ALTER TABLE charge_points ADD COLUMN pending_security_profile INTEGER",
                "ALTER TABLE charge_points ADD COLUMN registered_serial_number TEXT",
                "ALTER TABLE charge_points ADD COLUMN connection_security_profile INTEGER",
                "ALTER TABLE charge_points ADD COLUMN tls_version TEXT",
            ]
        },
    ]

    /// How many are kept for one charge point, so that one that never answers does not collect ever more valid passwords.
    private static let kept = 5

    static func add(
        _ hash: PasswordHash, chargePointKey: Int64, commandID: Int64, at time: Timestamp, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            "INSERT INTO pending_passwords (charge_point_key, command_id, password_hash, sent_at) VALUES ($1, $2, $3, $4)",
            [.integer(chargePointKey), .integer(commandID), .text(hash.text), .integer(time.milliseconds)])
        try connection.execute(
            """
            DELETE FROM pending_passwords WHERE charge_point_key = $1 AND id NOT IN
                (SELECT id FROM pending_passwords WHERE charge_point_key = $1 ORDER BY id DESC LIMIT $2)
            """,
            [.integer(chargePointKey), .integer(Int64(kept))])
    }

    /// Those of one charge point, newest first.
    static func list(chargePointKey: Int64, in connection: any SQLConnection) throws -> [PendingPassword] {
        try connection.rows(
            "SELECT id, command_id, password_hash FROM pending_passwords WHERE charge_point_key = $1 ORDER BY id DESC",
            [.integer(chargePointKey)]
        ).map { PendingPassword(id: try $0.int64("id"), commandID: try $0.int64("command_id"), hash: try $0.text("password_hash")) }
    }

    /// The charge point has the password of this command: it is the only one from now on.
    static func confirm(commandID: Int64, chargePointKey: Int64, at time: Timestamp, in connection: any SQLConnection) throws {
        let row = try connection.row(
            "SELECT id FROM pending_passwords WHERE charge_point_key = $1 AND command_id = $2",
            [.integer(chargePointKey), .integer(commandID)])
        guard let id = try row?.int64("id") else { return }
        try confirm(id: id, chargePointKey: chargePointKey, at: time, in: connection)
    }

    /// The charge point has this password: it is the only one from now on, but for those that are on their way.
    static func confirm(id: Int64, chargePointKey: Int64, at time: Timestamp, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            UPDATE charge_points SET updated_at = $3,
                password_hash = coalesce((SELECT password_hash FROM pending_passwords WHERE id = $2), password_hash)
            WHERE key = $1
            """,
            [.integer(chargePointKey), .integer(id), .integer(time.milliseconds)])
        // Those that the charge point has not answered yet stay: it may take them after this one.
        for pending in try list(chargePointKey: chargePointKey, in: connection) {
            guard try pending.id == id || !CommandService.isPending(pending.commandID, in: connection) else { continue }
            try connection.execute("DELETE FROM pending_passwords WHERE id = $1", [.integer(pending.id)])
        }
    }

    /// The charge point did not take the password of this command.
    static func remove(commandID: Int64, chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            "DELETE FROM pending_passwords WHERE charge_point_key = $1 AND command_id = $2",
            [.integer(chargePointKey), .integer(commandID)])
    }

    /// An operator decided which password holds.
    static func removeAll(chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM pending_passwords WHERE charge_point_key = $1", [.integer(chargePointKey)])
    }
}
