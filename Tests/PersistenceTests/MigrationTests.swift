import Foundation
import Testing

@testable import Persistence

@Suite("Migrations")
struct MigrationTests {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func tables(_ database: SQLiteDatabase) async throws -> [String] {
        try await database.read { connection in
            try connection.rows(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'schema_migrations' ORDER BY name"
            ).map { try $0.text("name") }
        }
    }

    private func creating(_ number: Int, _ table: String) -> Migration {
        Migration(number, "create \(table)") { _ in ["CREATE TABLE \(table) (id INTEGER PRIMARY KEY)"] }
    }

    @Test("are carried out in the order of their numbers, once, and put on record")
    func once() async throws {
        let database = try SQLiteDatabase(path: directory.databasePath)
        let second = Migration(2, "extend") { _ in
            ["ALTER TABLE a ADD COLUMN more TEXT", "INSERT INTO a (id, more) VALUES (1, 'x')"]
        }
        try await database.migrate([second, creating(1, "a")])
        try await database.migrate([second, creating(1, "a")])
        #expect(try await database.read { try $0.rows("SELECT * FROM a").count } == 1)
        let records = try await database.read { try $0.rows("SELECT * FROM schema_migrations ORDER BY number") }
        #expect(try records.map { try $0.int("number") } == [1, 2])
        #expect(try records.map { try $0.text("name") } == ["create a", "extend"])
        #expect(try records.allSatisfy { try $0.int64("applied_at") > 1_700_000_000_000 })
        await database.close()
    }

    @Test("of a lower number than the newest are carried out too: features have ranges of their own")
    func gaps() async throws {
        let database = try SQLiteDatabase(path: directory.databasePath)
        try await database.migrate([creating(1, "a"), creating(40, "c")])
        try await database.migrate([creating(1, "a"), creating(2, "b"), creating(40, "c")])
        #expect(try await tables(database) == ["a", "b", "c"])
        await database.close()
    }

    @Test("that fail leave nothing; those before stay")
    func failing() async throws {
        let database = try SQLiteDatabase(path: directory.databasePath)
        let broken = Migration(2, "broken") { _ in ["CREATE TABLE b (id INTEGER)", "CREATE TABLE a (id INTEGER)"] }
        let error = await #expect(throws: DatabaseError.self) {
            try await database.migrate([creating(1, "a"), broken, creating(3, "c")])
        }
        #expect(error?.code == .statement)
        #expect(error?.message.hasPrefix("migration 2 (broken) failed: ") == true)
        #expect(try await tables(database) == ["a"])
        try await database.migrate([creating(1, "a"), creating(2, "b"), creating(3, "c")])
        #expect(try await tables(database) == ["a", "b", "c"])
        await database.close()
    }

    @Test("that this program does not know mean a newer program, which is refused", arguments: [3, 99])
    func newer(number: Int) async throws {
        let database = try SQLiteDatabase(path: directory.databasePath)
        try await database.migrate([creating(1, "a"), creating(number, "future"), creating(50, "z")])
        let error = await #expect(throws: DatabaseError.self) {
            try await database.migrate([creating(1, "a"), creating(2, "b"), creating(50, "z")])
        }
        #expect(error?.code == .newerThanThisProgram)
        #expect(error?.message.contains("migration \(number), \"create future\"") == true)
        #expect(error?.message.contains("restore a backup") == true)
        #expect(try await tables(database) == ["a", "future", "z"])
        await database.close()
    }

    @Test("must have different numbers")
    func duplicates() async throws {
        let database = try SQLiteDatabase(path: directory.databasePath)
        let error = await #expect(throws: DatabaseError.self) {
            try await database.migrate([creating(1, "a"), creating(1, "b")])
        }
        #expect(error?.message.contains("same number") == true)
        await database.close()
    }

    @Test("change what prepared statements see, for writers and readers")
    func preparedStatements() async throws {
        let database = try SQLiteDatabase(path: directory.databasePath)
        try await database.migrate([creating(1, "a")])
        let columns: @Sendable (any SQLConnection) throws -> [String] = { connection in
            try connection.execute("INSERT INTO a DEFAULT VALUES")
            return try connection.row("SELECT * FROM a")?.columns ?? []
        }
        let query: @Sendable (any SQLConnection) throws -> [String] = { try $0.row("SELECT * FROM a")?.columns ?? [] }
        #expect(try await database.write(columns) == ["id"])
        #expect(try await database.read(query) == ["id"])
        let next = Migration(2, "more") { _ in ["ALTER TABLE a ADD COLUMN more TEXT"] }
        try await database.migrate([creating(1, "a"), next])
        #expect(try await database.write(columns) == ["id", "more"])
        for _ in 0..<8 { #expect(try await database.read(query) == ["id", "more"]) }
        await database.close()
    }
}
