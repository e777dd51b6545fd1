import OCPPJ
import Persistence

/// The table of users, found by the lower-case name.
struct UserStore {
    static let migrations = [
        Migration(450, "users") { _ in
            [
                """
                CREATE TABLE users (
                    name_key TEXT NOT NULL PRIMARY KEY,
                    name TEXT NOT NULL,
                    role TEXT NOT NULL,
                    password_hash TEXT NOT NULL,
                    created_at BIGINT NOT NULL,
                    updated_at BIGINT NOT NULL,
                    password_changed_at BIGINT NOT NULL,
                    last_login_at BIGINT
                )
                """
            ]
        }
    ]

    private static let columns = "name, role, created_at, updated_at, password_changed_at, last_login_at"

    static func find(_ name: String, in connection: any SQLConnection) throws -> User? {
        try connection.row("SELECT \(columns) FROM users WHERE name_key = $1", [.text(UserName.key(name))]).map(user(from:))
    }

    static func list(after key: String, limit: Int, in connection: any SQLConnection) throws -> [User] {
        try connection.rows(
            "SELECT \(columns) FROM users WHERE name_key > $1 ORDER BY name_key LIMIT $2",
            [.text(key), .integer(Int64(limit))]
        ).map(user(from:))
    }

    /// The stored form of a user's password.
    static func passwordHash(of name: String, in connection: any SQLConnection) throws -> String? {
        try connection.row("SELECT password_hash FROM users WHERE name_key = $1", [.text(UserName.key(name))])?
            .text("password_hash")
    }

    static func insert(_ user: User, passwordHash: String, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO users (name_key, name, role, password_hash, created_at, updated_at, password_changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .text(UserName.key(user.name)), .text(user.name), .text(user.role.rawValue), .text(passwordHash),
                .integer(user.createdAt.milliseconds), .integer(user.updatedAt.milliseconds),
                .integer(user.passwordChangedAt.milliseconds),
            ])
    }

    static func setRole(_ role: Role, of name: String, at time: Timestamp, in connection: any SQLConnection) throws {
        try connection.execute(
            "UPDATE users SET role = $2, updated_at = $3 WHERE name_key = $1",
            [.text(UserName.key(name)), .text(role.rawValue), .integer(time.milliseconds)])
    }

    static func setPassword(_ hash: String, of name: String, at time: Timestamp, in connection: any SQLConnection) throws {
        try connection.execute(
            "UPDATE users SET password_hash = $2, password_changed_at = $3, updated_at = $3 WHERE name_key = $1",
            [.text(UserName.key(name)), .text(hash), .integer(time.milliseconds)])
    }

    static func noteLogin(of name: String, at time: Timestamp, in connection: any SQLConnection) throws {
        try connection.execute(
            "UPDATE users SET last_login_at = $2 WHERE name_key = $1",
            [.text(UserName.key(name)), .integer(time.milliseconds)])
    }

    static func delete(_ name: String, in connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM users WHERE name_key = $1", [.text(UserName.key(name))])
    }

    /// How many administrators there are besides this user.
    static func administrators(besides name: String, in connection: any SQLConnection) throws -> Int {
        try connection.row(
            "SELECT COUNT(*) AS others FROM users WHERE role = 'administrator' AND name_key <> $1",
            [.text(UserName.key(name))])?.int("others") ?? 0
    }

    private static func user(from row: SQLRow) throws -> User {
        User(
            name: try row.text("name"), role: Role(rawValue: try row.text("role")) ?? .viewer,
            createdAt: try row.timestamp("created_at"), updatedAt: try row.timestamp("updated_at"),
            passwordChangedAt: try row.timestamp("password_changed_at"),
            lastLoginAt: try row.timestampIfPresent("last_login_at"))
    }
}
