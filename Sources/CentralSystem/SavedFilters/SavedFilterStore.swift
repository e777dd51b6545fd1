import OCPPJ
import Persistence

/// The table of saved filters.
struct SavedFilterStore {
    static let migrations = [
        Migration(525, "saved filters") { dialect in
            [
                """
                CREATE TABLE saved_filters (
                    id \(dialect.identityColumn),
                    owner TEXT NOT NULL,
                    list TEXT NOT NULL,
                    name TEXT NOT NULL,
                    query TEXT NOT NULL,
                    created_at BIGINT NOT NULL
                )
                """,
                "CREATE UNIQUE INDEX saved_filters_by_owner ON saved_filters (owner, list, name)",
            ]
        },
        // Whoever is given the name of somebody who is gone must not find their filters.
        Migration(550, "no saved filters of users and tokens that are gone") { _ in
            [
                """
                DELETE FROM saved_filters WHERE owner LIKE 'session:%'
                    AND NOT EXISTS (SELECT 1 FROM users WHERE 'session:' || users.name = saved_filters.owner)
                """,
                """
                DELETE FROM saved_filters WHERE owner LIKE 'token:%'
                    AND NOT EXISTS (SELECT 1 FROM api_tokens WHERE 'token:' || api_tokens.name = saved_filters.owner)
                """,
            ]
        },
    ]

    static func list(
        _ list: String?, of owner: SavedFilterOwner, limit: Int, in connection: any SQLConnection
    ) throws -> [SavedFilter] {
        try connection.rows(
            "SELECT * FROM saved_filters WHERE owner = $1 AND ($2 IS NULL OR list = $2) ORDER BY list, name LIMIT $3",
            [.text(owner.text), SQLValue(list), .integer(Int64(limit))]
        ).map(filter)
    }

    static func find(_ id: Int64, of owner: SavedFilterOwner, in connection: any SQLConnection) throws -> SavedFilter? {
        try connection.row("SELECT * FROM saved_filters WHERE id = $1 AND owner = $2", [.integer(id), .text(owner.text)]).map(filter)
    }

    static func find(
        _ name: String, list: String, of owner: SavedFilterOwner, in connection: any SQLConnection
    ) throws -> SavedFilter? {
        try connection.row(
            "SELECT * FROM saved_filters WHERE owner = $1 AND list = $2 AND name = $3", [.text(owner.text), .text(list), .text(name)]
        ).map(filter)
    }

    static func save(
        _ name: String, list: String, query: String, of owner: SavedFilterOwner, at time: Timestamp, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            INSERT INTO saved_filters (owner, list, name, query, created_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (owner, list, name) DO UPDATE SET query = excluded.query
            """,
            [.text(owner.text), .text(list), .text(name), .text(query), .integer(time.milliseconds)])
    }

    /// false when there was none.
    static func delete(_ id: Int64, of owner: SavedFilterOwner, in connection: any SQLConnection) throws -> Bool {
        try connection.execute("DELETE FROM saved_filters WHERE id = $1 AND owner = $2", [.integer(id), .text(owner.text)]) > 0
    }

    /// Deletes everything that an owner kept.
    static func deleteAll(of owner: SavedFilterOwner, in connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM saved_filters WHERE owner = $1", [.text(owner.text)])
    }

    private static func filter(_ row: SQLRow) throws -> SavedFilter {
        SavedFilter(
            id: try row.int64("id"), list: try row.text("list"), name: try row.text("name"), query: try row.text("query"),
            createdAt: try row.timestamp("created_at"))
    }
}
