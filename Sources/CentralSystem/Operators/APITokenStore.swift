import OCPPJ
import Persistence

/// The table of tokens, found by their hash.
struct APITokenStore {
    static let migrations = [
        Migration(451, "API tokens") { dialect in
            [
                """
                CREATE TABLE api_tokens (
                    id \(dialect.identityColumn),
                    token_hash TEXT NOT NULL UNIQUE,
                    name TEXT NOT NULL UNIQUE,
                    role TEXT NOT NULL,
                    read_only INTEGER NOT NULL,
                    tags TEXT,
                    expires_at BIGINT,
                    created_by TEXT NOT NULL,
                    created_at BIGINT NOT NULL,
                    last_used_at BIGINT
                )
                """
            ]
        }
    ]

    private static let columns = "id, name, role, read_only, tags, expires_at, created_by, created_at, last_used_at"

    static func find(hash: String, in connection: any SQLConnection) throws -> APIToken? {
        try connection.row("SELECT \(columns) FROM api_tokens WHERE token_hash = $1", [.text(hash)]).map(token(from:))
    }

    static func find(name: String, in connection: any SQLConnection) throws -> APIToken? {
        try connection.row("SELECT \(columns) FROM api_tokens WHERE name = $1", [.text(name)]).map(token(from:))
    }

    static func find(_ id: Int64, in connection: any SQLConnection) throws -> APIToken? {
        try connection.row("SELECT \(columns) FROM api_tokens WHERE id = $1", [.integer(id)]).map(token(from:))
    }

    /// Whether a token has a user's name, without regard to case.
    static func isTaken(userName: String, in connection: any SQLConnection) throws -> Bool {
        try connection.row("SELECT id FROM api_tokens WHERE lower(name) = $1", [.text(UserName.key(userName))]) != nil
    }

    static func list(before id: Int64?, limit: Int, in connection: any SQLConnection) throws -> [APIToken] {
        try connection.rows(
            "SELECT \(columns) FROM api_tokens WHERE id < $1 ORDER BY id DESC LIMIT $2",
            [.integer(id ?? .max), .integer(Int64(limit))]
        ).map(token(from:))
    }

    static func insert(
        _ new: NewAPIToken, hash: String, createdBy: String, at time: Timestamp, in connection: any SQLConnection
    ) throws -> APIToken? {
        try connection.row(
            """
            INSERT INTO api_tokens (token_hash, name, role, read_only, tags, expires_at, created_by, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING \(columns)
            """,
            [
                .text(hash), .text(new.name), .text(new.role.rawValue), SQLValue(new.scope.isReadOnly),
                SQLValue(new.scope.tags?.joined(separator: ",")), SQLValue(new.expiresAt?.milliseconds), .text(createdBy),
                .integer(time.milliseconds),
            ]
        ).map(token(from:))
    }

    static func noteUse(of id: Int64, at time: Timestamp, in connection: any SQLConnection) throws {
        try connection.execute(
            "UPDATE api_tokens SET last_used_at = $2 WHERE id = $1", [.integer(id), .integer(time.milliseconds)])
    }

    /// false when there was none.
    static func delete(_ id: Int64, in connection: any SQLConnection) throws -> Bool {
        try connection.execute("DELETE FROM api_tokens WHERE id = $1", [.integer(id)]) > 0
    }

    private static func token(from row: SQLRow) throws -> APIToken {
        APIToken(
            id: try row.int64("id"), name: try row.text("name"), role: Role(rawValue: try row.text("role")) ?? .viewer,
            scope: TokenScope(
                isReadOnly: try row.bool("read_only"),
                tags: try row.textIfPresent("tags").map { $0.split(separator: ",").map(String.init) }),
            expiresAt: try row.timestampIfPresent("expires_at"), createdBy: try row.text("created_by"),
            createdAt: try row.timestamp("created_at"), lastUsedAt: try row.timestampIfPresent("last_used_at"))
    }
}
