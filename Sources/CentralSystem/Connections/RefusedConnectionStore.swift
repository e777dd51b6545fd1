import OCPPJ
import Persistence

/// The table of refused connection attempts.
struct RefusedConnectionStore {
    static let migrations = [
        Migration(120, "refused connections") { dialect in
            [
                """
                CREATE TABLE refused_connections (
                    id \(dialect.identityColumn),
                    time BIGINT NOT NULL,
                    remote_address TEXT NOT NULL,
                    target TEXT NOT NULL,
                    identity TEXT,
                    status INTEGER NOT NULL,
                    reason TEXT NOT NULL
                )
                """
            ]
        }
    ]

    static func add(_ item: RefusedConnection, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO refused_connections (time, remote_address, target, identity, status, reason)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .integer(item.time.milliseconds), .text(item.remoteAddress), .text(item.target), SQLValue(item.identity),
                .integer(Int64(item.status)), .text(item.reason),
            ])
    }

    /// Ids are given in order and never again, so the newest are those near the highest.
    static func prune(keeping count: Int, in connection: any SQLConnection) throws {
        try connection.execute(
            "DELETE FROM refused_connections WHERE id <= (SELECT max(id) FROM refused_connections) - $1",
            [.integer(Int64(count))])
    }

    static func list(before id: Int64?, limit: Int, in connection: any SQLConnection) throws -> [RefusedConnection] {
        try connection.rows(
            """
            SELECT id, time, remote_address, target, identity, status, reason FROM refused_connections
            WHERE id < $1 ORDER BY id DESC LIMIT $2
            """,
            [.integer(id ?? Int64.max), .integer(Int64(limit))]
        ).map(refusal)
    }

    /// Those of one identity, newest first.
    static func list(
        identity: String, before id: Int64, limit: Int, in connection: any SQLConnection
    ) throws -> [RefusedConnection] {
        try connection.rows(
            """
            SELECT id, time, remote_address, target, identity, status, reason FROM refused_connections
            WHERE identity = $1 AND id < $2 ORDER BY id DESC LIMIT $3
            """,
            [.text(identity), .integer(id), .integer(Int64(limit))]
        ).map(refusal)
    }

    private static func refusal(_ row: SQLRow) throws -> RefusedConnection {
        RefusedConnection(
            id: try row.int64("id"), time: try row.timestamp("time"), remoteAddress: try row.text("remote_address"),
            target: try row.text("target"), identity: try row.textIfPresent("identity"), status: try row.int("status"),
            reason: try row.text("reason"))
    }
}
