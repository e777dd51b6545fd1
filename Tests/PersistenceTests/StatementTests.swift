import Foundation
import GRDBSQLite
import Testing

@testable import Persistence

@Suite("Statements and values")
struct StatementTests {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    @Test("all kinds of values come back as they were given")
    func values() async throws {
        let database = try await directory.database()
        let long = String(repeating: "ü€𝄞", count: 500)
        let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0) }
        let row = try await database.write { connection in
            try connection.execute(
                """
                CREATE TABLE v (i BIGINT, d DOUBLE PRECISION, t TEXT, l TEXT, u TEXT, b \(SQLDialect.sqlite.blobType),
                n TEXT, e TEXT, x BLOB, z TEXT)
                """
            )
            return try connection.row(
                "INSERT INTO v VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING *",
                [
                    .integer(.min), .real(0.1), "short", .text(long), .utf8(Array(#"{"a":1}"#.utf8)), .blob(bytes), nil, "",
                    .blob([]), .text("nul\0inside"),
                ]
            )
        }
        let values = try #require(row)
        #expect(try values.int64("i") == .min)
        #expect(try values.double("d") == 0.1)
        #expect(try values.text("t") == "short")
        #expect(try values.text("l") == long)
        #expect(try values.value("u") == .text(#"{"a":1}"#))
        #expect(try values.bytes("u") == Array(#"{"a":1}"#.utf8))
        #expect(try values.bytes("b") == bytes)
        #expect(try values.value("b") == .blob(bytes))
        #expect(try values.value("n") == .null)
        #expect(try values.text("e") == "", "empty text is not null")
        #expect(try values.bytes("x") == [], "an empty blob is not null")
        #expect(try values.text("z") == "nul\0inside")
        await database.close()
    }

    @Test("optionals become null or their value")
    func optionals() {
        #expect(SQLValue(nil as Int?) == .null)
        #expect(SQLValue(5) == .integer(5))
        #expect(SQLValue(Int64?(6)) == .integer(6))
        #expect(SQLValue(Double?(1.5)) == .real(1.5))
        #expect(SQLValue(Bool?(true)) == .integer(1))
        #expect(SQLValue(String?("a")) == .text("a"))
        #expect(SQLValue(nil as String?) == .null)
        #expect(SQLValue(utf8: [65]) == .utf8([65]))
        #expect(SQLValue(blob: nil) == .null)
        #expect([nil, true, 1.5, "x"] as [SQLValue] == [.null, .integer(1), .real(1.5), .text("x")])
    }

    @Test("placeholders are numbered, in any order and any number of times")
    func placeholders() async throws {
        let database = try await directory.database()
        let row = try await database.read { try $0.row("SELECT $2 AS b, $1 AS a, $1 || $2 AS ab, '$1' AS q", ["A", "B"]) }
        let values = try #require(row)
        #expect(try ["a", "b", "ab", "q"].map { try values.text($0) } == ["A", "B", "AB", "$1"])
        await database.close()
    }

    @Test("placeholders are left alone in quotes and comments", arguments: [
        ("SELECT $1, $12", "SELECT ?1, ?12"),
        ("SELECT '$1 it''s $2', \"$3\", `$4` -- $5\n, $6", "SELECT '$1 it''s $2', \"$3\", `$4` -- $5\n, ?6"),
        ("/* $1 */ SELECT $1 /* $2", "/* $1 */ SELECT ?1 /* $2"),
        ("SELECT a$1, $x, $", "SELECT a$1, $x, $"),
        ("SELECT 'open $1", "SELECT 'open $1"),
        ("SELECT x-$1/$2", "SELECT x-?1/?2"),
    ])
    func translation(portable: String, sqlite: String) {
        #expect(String(decoding: PortableSQL.withNumberedPlaceholders(portable), as: UTF8.self) == sqlite)
    }

    @Test("the number of changed rows is returned")
    func changes() async throws {
        let database = try await directory.database()
        let counts = try await database.write { connection in
            [
                try connection.execute("INSERT INTO notes (text) VALUES ('a'), ('b'), ('c')"),
                try connection.execute("SELECT 1"),
                try connection.execute("CREATE TABLE other (id INTEGER)"),
                try connection.execute("UPDATE notes SET text = text || 'x' WHERE text > 'a'"),
                try connection.execute("INSERT INTO notes (text) VALUES ('a') ON CONFLICT DO NOTHING"),
                try connection.execute("DELETE FROM notes RETURNING id"),
            ]
        }
        #expect(counts == [3, 0, 0, 2, 0, 3])
        await database.close()
    }

    @Test("RETURNING gives rows, and the change is complete with the first")
    func returning() async throws {
        let database = try await directory.database()
        try await database.write { connection in
            let first = try connection.row("INSERT INTO notes (text) VALUES ('a'), ('b') RETURNING id")
            #expect(try first?.int("id") == 1)
            #expect(try connection.rows("DELETE FROM notes RETURNING text").map { try $0.text("text") } == ["a", "b"])
            #expect(try connection.row("SELECT 1 FROM notes") == nil)
        }
        await database.close()
    }

    @Test("a statement is prepared once, whatever string its text comes in")
    func preparedOnce() throws {
        var cache = StatementCache()
        var prepared = 0
        var connection: OpaquePointer?
        #expect(sqlite3_open(":memory:", &connection) == SQLITE_OK)
        defer { sqlite3_close_v2(connection) }
        let open = try #require(connection)
        let constant = "SELECT $1 AS something_longer_than_fifteen"
        let copies = (0..<50).map { _ in String(decoding: Array(constant.utf8), as: UTF8.self) }
        for sql in [constant, constant] + copies + ["SELECT 1", "SELECT 1"] {
            let statement = try cache.statement(sql) { text throws(DatabaseError) in
                prepared += 1
                return try PreparedStatement(text, on: open)
            }
            #expect(statement.sql == sql)
        }
        #expect(prepared == 2)
        for number in 0..<2000 {
            _ = try cache.statement("SELECT \(number) AS something_longer_than_fifteen") { text throws(DatabaseError) in
                try PreparedStatement(text, on: open)
            }
        }
    }

    @Test("bindings do not outlive the call")
    func bindings() async throws {
        let database = try await directory.database()
        try await database.write { connection in
            for number in 0..<100 {
                let row = try connection.row("SELECT $1 AS a, $2 AS b", [SQLValue(number % 2 == 0 ? "text \(number)" : nil), 1])
                #expect(try row?.textIfPresent("a") == (number % 2 == 0 ? "text \(number)" : nil))
            }
        }
        await database.close()
    }

    @Test("mistakes are told with the statement, never with its arguments", arguments: [
        ("SELEC 1", [SQLValue](), "syntax error"),
        ("SELECT * FROM nowhere WHERE a = $1", ["secret"], "no such table"),
        ("SELECT $1", [], "takes 1 arguments and was given 0"),
        ("SELECT 1; DELETE FROM notes", [], "more than one statement"),
        ("  -- nothing\n", [], "empty"),
        ("INSERT INTO notes (text) SELECT $1 UNION ALL SELECT $1", ["secret"], "UNIQUE constraint failed: notes.text"),
    ])
    func mistakes(sql: String, arguments: [SQLValue], message: String) async throws {
        let database = try await directory.database()
        let error = await #expect(throws: DatabaseError.self) {
            try await database.write { try $0.execute(sql, arguments) }
        }
        #expect(error?.message.contains(message) == true)
        #expect(error?.sql == sql)
        #expect(error.map { "\($0)".contains("secret") } == false)
        await database.close()
    }

    @Test("foreign keys are checked")
    func foreignKeys() async throws {
        let database = try await directory.database()
        let error = await #expect(throws: DatabaseError.self) {
            try await database.write { connection in
                try connection.execute("CREATE TABLE child (note BIGINT NOT NULL REFERENCES notes (id))")
                try connection.execute("INSERT INTO child VALUES (99)")
            }
        }
        #expect(error?.code == .constraint)
        await database.close()
    }
}
