import Foundation

extension Database {
    /// Brings the schema up to date: carries out, in the order of their numbers, the migrations that the database has no record
    /// of. Each is a write of its own, so that it happens with its record or not at all, and never twice, whoever else tries.
    ///
    /// Every migration on record must be among `migrations`. One that is not was made by a newer program, whose data this one
    /// cannot know how to treat; its number does not matter, because features number their migrations in ranges of their own.
    ///
    /// - Throws: `DatabaseError` with code `.newerThanThisProgram` before anything is changed; whatever a statement fails with,
    ///   with the migration's number and name in the message. Migrations before the failing one stay.
    package func migrate(_ migrations: [Migration]) async throws {
        let ordered = migrations.sorted { $0.number < $1.number }
        for (one, next) in zip(ordered, ordered.dropFirst()) where one.number == next.number {
            throw DatabaseError(.statement, "migrations \"\(one.name)\" and \"\(next.name)\" have the same number, \(one.number)")
        }
        let done = try await recordedMigrations()
        let known = Set(ordered.map(\.number))
        if let unknown = done.first(where: { !known.contains($0.number) }) {
            throw DatabaseError(
                .newerThanThisProgram,
                "the database was written by a newer version of this program (it has migration \(unknown.number), "
                    + "\"\(unknown.name)\", which this version does not know): "
                    + "install that version again, or restore a backup from before the upgrade"
            )
        }
        let recorded = Set(done.map(\.number))
        for migration in ordered where !recorded.contains(migration.number) {
            try await apply(migration)
        }
    }

    /// Makes sure that exactly these migrations were carried out, and changes nothing.
    ///
    /// - Throws: `DatabaseError` with code `.newerThanThisProgram` when the program that has the database open is another version.
    package func requireSchema(of migrations: [Migration]) async throws {
        guard Set(try await recordedMigrations().map(\.number)) == Set(migrations.map(\.number)) else {
            throw DatabaseError(
                .newerThanThisProgram, "the server that runs on this data directory is another version of this program; use that one")
        }
    }

    private func recordedMigrations() async throws -> [(number: Int, name: String)] {
        try await write { connection in
            try connection.execute(
                """
                CREATE TABLE IF NOT EXISTS schema_migrations
                (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)
                """
            )
            return try connection.rows("SELECT number, name FROM schema_migrations ORDER BY number DESC").map {
                (try $0.int("number"), try $0.text("name"))
            }
        }
    }

    private func apply(_ migration: Migration) async throws {
        let statements = migration.statements(dialect)
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        do {
            try await write { connection in
                // The record first: whoever else migrates the same database now finds it and does nothing.
                let recorded = try connection.execute(
                    "INSERT INTO schema_migrations (number, name, applied_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                    [SQLValue(migration.number), .text(migration.name), .integer(now)]
                )
                guard recorded == 1 else { return }
                for statement in statements {
                    try connection.execute(statement)
                }
            }
        } catch var error as DatabaseError {
            error.message = "migration \(migration.number) (\(migration.name)) failed: \(error.message)"
            throw error
        }
    }
}
