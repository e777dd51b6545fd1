import Foundation
import Testing

@testable import Persistence

@Suite("Opening and closing")
struct OpeningTests {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func openingError(_ path: String) -> DatabaseError? {
        #expect(throws: DatabaseError.self) { try SQLiteDatabase(path: path) }
    }

    private func permissions(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test("the data directory is made, for its owner only")
    func createsDirectory() async throws {
        let path = directory.path + "/a/b/test.sqlite"
        let database = try SQLiteDatabase(path: path)
        #expect(try permissions(directory.path + "/a/b") == 0o700)
        #expect(try permissions(path) == 0o600)
        #expect(try permissions(path + "-wal") == 0o600)
        await database.close()
    }

    @Test("commits survive a power cut: write-ahead log, full synchronisation, foreign keys")
    func configuration() async throws {
        let database = try await directory.database()
        let values = try await database.write { connection in
            try ["journal_mode", "synchronous", "foreign_keys"].map { pragma in
                try connection.row("PRAGMA \(pragma)")?.value(pragma)
            }
        }
        #expect(values == [.text("wal"), .integer(2), .integer(1)])
        await database.close()
    }

    @Test("a second server is refused while the first is open")
    func inUse() async throws {
        let database = try await directory.database()
        let error = openingError(directory.databasePath)
        #expect(error?.code == .inUse)
        #expect(error?.message.contains(directory.path + "/data is in use by another server (process \(getpid()))") == true)
        await database.close()
        let next = try await directory.database()
        await next.close()
    }

    @Test("a data directory that cannot be made is named")
    func cannotCreate() throws {
        let file = directory.path + "/file"
        try Data().write(to: URL(fileURLWithPath: file))
        let error = openingError(file + "/data/test.sqlite")
        #expect(error?.code == .notWritable)
        #expect(error?.message.contains("the data directory \(file)/data cannot be created") == true)
    }

    @Test("a data directory that cannot be written is named", .enabled(if: geteuid() != 0, "root may write anywhere"))
    func cannotWrite() throws {
        let locked = directory.path + "/locked"
        try FileManager.default.createDirectory(
            atPath: locked, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o500]
        )
        let error = openingError(locked + "/test.sqlite")
        #expect(error?.code == .notWritable)
        #expect(error?.message.contains("\(locked) cannot be written") == true)
    }

    @Test("a file that is no database is named")
    func noDatabase() throws {
        let path = directory.path + "/test.sqlite"
        try Data(repeating: 65, count: 10_000).write(to: URL(fileURLWithPath: path))
        let error = openingError(path)
        #expect(error?.code == .corrupt)
        #expect(error?.message.contains(path) == true)
        #expect(error?.message.contains("restore the latest backup") == true)
        // Nothing of the failed attempt is left that would be in the way.
        try FileManager.default.removeItem(atPath: path)
        _ = try SQLiteDatabase(path: path)
    }

    @Test("closing commits what is queued and refuses the rest")
    func closing() async throws {
        let database = try await directory.database()
        let gate = Gate()
        let held = Task { try await database.write { _ in gate.pass() } }
        await gate.hasArrived()
        let queued = (0..<10).map { number in Task { try await database.write { try $0.insert("\(number)") } } }
        await database.hasQueued(10)
        let closing = Task { await database.close() }
        var refused: DatabaseError?
        while refused == nil {
            do { try await database.read { _ in } } catch let error as DatabaseError { refused = error }
        }
        #expect(refused?.code == .closed)
        gate.open()
        try await held.value
        for task in queued { try await task.value }
        await closing.value
        await database.close()
        let error = await #expect(throws: DatabaseError.self) { try await database.write { try $0.insert("late") } }
        #expect(error?.code == .closed)
        #expect(!FileManager.default.fileExists(atPath: directory.databasePath + "-wal"), "the log was moved into the database")
        #expect(try directory.elsewhere("SELECT count(*) FROM notes") == ["10"])
    }

    @Test("the write-ahead log begins anew while writing goes on, and nothing is lost")
    func checkpoints() async throws {
        var settings = SQLiteSettings()
        settings.checkpointPages = 20
        let database = try await directory.database(settings)
        let log = URL(fileURLWithPath: directory.databasePath + "-wal")
        var written = 0
        // Bytes 12 to 15 of the log count how often it began.
        func beginnings() throws -> [UInt8] { Array(try Data(contentsOf: log).dropFirst(12).prefix(4)) }
        while try beginnings() < [0, 0, 0, 3], written < 50_000 {
            let number = written
            try await database.write { try $0.insert("note \(number)") }
            written += 1
        }
        #expect(try !(beginnings() < [0, 0, 0, 3]))
        #expect(try await database.read { try $0.texts().count } == written)
        await database.close()
        #expect(try directory.elsewhere("PRAGMA integrity_check") == ["ok"])
        #expect(try directory.elsewhere("SELECT count(*) FROM notes") == ["\(written)"])
    }
}

private func < (left: [UInt8], right: [UInt8]) -> Bool {
    left.lexicographicallyPrecedes(right)
}
