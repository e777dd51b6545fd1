import OCPPJ
import Persistence

/// The record of changes.
struct AuditStore {
    static let migrations = [
        Migration(453, "audit") { dialect in
            [
                """
                CREATE TABLE audit (
                    id \(dialect.identityColumn),
                    at BIGINT NOT NULL,
                    actor TEXT NOT NULL,
                    actor_kind TEXT NOT NULL,
                    address TEXT,
                    action TEXT NOT NULL,
                    target TEXT,
                    status INTEGER,
                    outcome TEXT NOT NULL,
                    detail TEXT
                )
                """,
                "CREATE INDEX audit_by_time ON audit (at)",
                "CREATE INDEX audit_by_actor ON audit (actor, id)",
                "CREATE INDEX audit_by_action ON audit (action, id)",
                "CREATE INDEX audit_by_outcome ON audit (outcome, id)",
            ]
        }
    ]

    static func add(_ entry: AuditEntry, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO audit (at, actor, actor_kind, address, action, target, status, outcome, detail)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            [
                .integer(entry.at.milliseconds), .text(entry.actor), .text(entry.actorKind), SQLValue(entry.address),
                .text(entry.action), SQLValue(entry.target), SQLValue(entry.status), .text(entry.outcome.rawValue),
                SQLValue(entry.detail),
            ])
    }

    static func list(
        _ filter: AuditFilter, before id: Int64?, limit: Int, in connection: any SQLConnection
    ) throws -> [AuditEntry] {
        try connection.rows(
            """
            SELECT id, at, actor, actor_kind, address, action, target, status, outcome, detail FROM audit
            WHERE id < $1 AND ($2 IS NULL OR actor = $2) AND ($3 IS NULL OR action = $3) AND ($4 IS NULL OR outcome = $4)
                AND ($5 IS NULL OR at >= $5) AND ($6 IS NULL OR at < $6)
            ORDER BY id DESC LIMIT $7
            """,
            [
                .integer(id ?? .max), SQLValue(filter.actor), SQLValue(filter.action), SQLValue(filter.outcome?.rawValue),
                SQLValue(filter.from?.milliseconds), SQLValue(filter.to?.milliseconds), .integer(Int64(limit)),
            ]
        ).map { row in
            AuditEntry(
                id: try row.int64("id"), at: try row.timestamp("at"), actor: try row.text("actor"),
                actorKind: try row.text("actor_kind"), address: try row.textIfPresent("address"),
                action: try row.text("action"), target: try row.textIfPresent("target"),
                status: try row.intIfPresent("status"),
                outcome: AuditEntry.Outcome(rawValue: try row.text("outcome")) ?? .failed,
                detail: try row.textIfPresent("detail"))
        }
    }

    static func delete(before time: Timestamp, in connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM audit WHERE at < $1", [.integer(time.milliseconds)])
    }

    /// Keeps the newest refusals, of which strangers make as many as they like.
    static func keepRefusals(_ count: Int, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            DELETE FROM audit WHERE outcome = 'refused' AND id <=
                (SELECT id FROM audit WHERE outcome = 'refused' ORDER BY id DESC LIMIT 1 OFFSET $1)
            """, [.integer(Int64(count))])
    }
}
