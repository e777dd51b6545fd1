import Foundation
import GRDB

@testable import Persistence

/// A directory of its own for one test, and databases in it.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("persistence-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    var databasePath: String { path + "/data/test.sqlite" }

    /// The database with one table, `notes(id, text)`.
    func database(_ settings: SQLiteSettings = SQLiteSettings()) async throws -> SQLiteDatabase {
        let database = try SQLiteDatabase(path: databasePath, settings: settings)
        try await database.migrate([Self.notes])
        return database
    }

    /// What a query finds, by a connection that the database knows nothing of: one column, as text.
    func elsewhere(_ sql: String) throws -> [String] {
        var configuration = Configuration()
        configuration.readonly = true
        return try DatabaseQueue(path: databasePath, configuration: configuration).read { try String.fetchAll($0, sql: sql) }
    }

    static let notes = Migration(1, "notes") { dialect in
        ["CREATE TABLE notes (id \(dialect.identityColumn), text TEXT NOT NULL UNIQUE CHECK (text <> 'bad'))"]
    }
}

extension SQLConnection {
    func insert(_ text: String) throws {
        try execute("INSERT INTO notes (text) VALUES ($1)", [.text(text)])
    }

    func texts() throws -> [String] {
        try rows("SELECT text FROM notes ORDER BY id").map { try $0.text("text") }
    }
}

/// An error of the domain, which the database must hand back as it is.
struct Refusal: Error, Equatable {
    let reason: String
}
