import OCPPJ
import Persistence

/// The table of sessions, found by the hash of their key.
struct OperatorSessionStore {
    static let migrations = [
        Migration(452, "operators' sessions") { _ in
            [
                """
                CREATE TABLE operator_sessions (
                    key_hash TEXT NOT NULL PRIMARY KEY,
                    name_key TEXT NOT NULL,
                    created_at BIGINT NOT NULL,
                    last_used_at BIGINT NOT NULL,
                    expires_at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX operator_sessions_by_user ON operator_sessions (name_key, created_at)",
            ]
        }
    ]

    /// How many sessions a user may have; the oldest ends for a new one.
    private static let limit = 50

    /// A session with what its user is now.
    struct Row: Sendable {
        var userName: String
        var role: Role
        var lastUsedAt: Timestamp
        var expiresAt: Timestamp
    }

    static func find(hash: String, in connection: any SQLConnection) throws -> Row? {
        try connection.row(
            """
            SELECT users.name AS user_name, users.role AS user_role, last_used_at, expires_at
            FROM operator_sessions JOIN users ON users.name_key = operator_sessions.name_key WHERE key_hash = $1
            """, [.text(hash)]
        ).map { row in
            Row(
                userName: try row.text("user_name"), role: Role(rawValue: try row.text("user_role")) ?? .viewer,
                lastUsedAt: try row.timestamp("last_used_at"), expiresAt: try row.timestamp("expires_at"))
        }
    }

    static func insert(
        hash: String, user: String, at time: Timestamp, expiresAt: Timestamp, in connection: any SQLConnection
    ) throws {
        let key = SQLValue.text(UserName.key(user))
        try connection.execute(
            """
            INSERT INTO operator_sessions (key_hash, name_key, created_at, last_used_at, expires_at)
            VALUES ($1, $2, $3, $3, $4)
            """,
            [.text(hash), key, .integer(time.milliseconds), .integer(expiresAt.milliseconds)])
        try connection.execute(
            """
            DELETE FROM operator_sessions WHERE name_key = $1 AND key_hash NOT IN
                (SELECT key_hash FROM operator_sessions WHERE name_key = $1 ORDER BY created_at DESC LIMIT $2)
            """, [key, .integer(Int64(limit))])
    }

    /// The sessions of a user that are not over, the one that was used last first.
    static func list(
        ofUser name: String, now: Timestamp, idleSince: Timestamp, in connection: any SQLConnection
    ) throws -> [(hash: String, use: OperatorSessionUse)] {
        try connection.rows(
            """
            SELECT key_hash, created_at, last_used_at, expires_at FROM operator_sessions
            WHERE name_key = $1 AND expires_at > $2 AND last_used_at > $3 ORDER BY last_used_at DESC
            """, [.text(UserName.key(name)), .integer(now.milliseconds), .integer(idleSince.milliseconds)]
        ).map { row in
            (
                try row.text("key_hash"),
                OperatorSessionUse(
                    createdAt: try row.timestamp("created_at"), lastUsedAt: try row.timestamp("last_used_at"),
                    expiresAt: try row.timestamp("expires_at"), isOwn: false)
            )
        }
    }

    static func noteUse(hash: String, at time: Timestamp, in connection: any SQLConnection) throws {
        try connection.execute(
            "UPDATE operator_sessions SET last_used_at = $2 WHERE key_hash = $1",
            [.text(hash), .integer(time.milliseconds)])
    }

    static func end(hash: String, in connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM operator_sessions WHERE key_hash = $1", [.text(hash)])
    }

    static func end(ofUser name: String, in connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM operator_sessions WHERE name_key = $1", [.text(UserName.key(name))])
    }

    /// Removes what is over.
    static func prune(now: Timestamp, idleSince: Timestamp, in connection: any SQLConnection) throws {
        try connection.execute(
            "DELETE FROM operator_sessions WHERE expires_at <= $1 OR last_used_at <= $2",
            [.integer(now.milliseconds), .integer(idleSince.milliseconds)])
    }
}
