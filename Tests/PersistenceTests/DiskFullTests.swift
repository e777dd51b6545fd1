import Foundation
import Testing

@testable import Persistence

@Suite("A full disk")
struct DiskFullTests {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    /// Fills the database until nothing more goes in.
    private func filled() async throws -> SQLiteDatabase {
        var settings = SQLiteSettings()
        settings.maximumPageCount = 60
        let database = try await directory.database(settings)
        var error: DatabaseError?
        for number in 0..<200 where error == nil {
            do {
                try await database.write { try $0.insert("\(number) " + String(repeating: "x", count: 3000)) }
            } catch let failure as DatabaseError {
                error = failure
            }
        }
        #expect(error?.code == .full)
        #expect(error?.message.contains("free some room") == true)
        return database
    }

    @Test("writes fail with full, reads go on")
    func full() async throws {
        let database = try await filled()
        let error = await #expect(throws: DatabaseError.self) {
            try await database.write { try $0.insert(String(repeating: "y", count: 8000)) }
        }
        #expect(error?.code == .full)
        #expect(try await database.read { try $0.texts().count } > 10)
        await database.close()
    }

    @Test("in a batch, nobody is told of a success that is none")
    func batch() async throws {
        let database = try await filled()
        let before = try await database.read { try $0.texts() }
        let results = try await database.together((0..<20).map { number in
            { try $0.insert("batch \(number) " + String(repeating: "x", count: 3000)) }
        })
        let stored = Set(try await database.read { try $0.texts() }).subtracting(before)
        for (number, result) in results.enumerated() {
            let isStored = stored.contains { $0.hasPrefix("batch \(number) ") }
            #expect((result.error == nil) == isStored)
            #expect(result.error == nil || (result.error as? DatabaseError)?.code == .full)
        }
        #expect(results.contains { $0.error != nil })
        await database.close()
    }

    @Test("a body that overlooks the failure fails all the same when its changes are gone")
    func overlooked() async throws {
        let database = try await filled()
        let text = String(repeating: "z", count: 9000)
        var error: (any Error)?
        do {
            try await database.write { connection in
                for number in 0..<50 { try? connection.insert("\(number)" + text) }
            }
        } catch let failure {
            error = failure
        }
        let isStored = try await database.read { try $0.texts().contains { $0.hasSuffix(text) } }
        #expect(error == nil || !isStored)
        await database.close()
    }

    @Test("writing works again by itself when there is room", arguments: [true, false])
    func recovers(byDeleting: Bool) async throws {
        let database = try await filled()
        try await database.write { connection in
            if byDeleting {
                try connection.execute("DELETE FROM notes WHERE id <= 10")
            } else {
                _ = try connection.row("PRAGMA max_page_count = 500")
            }
        }
        try await database.write { try $0.insert("there is room " + String(repeating: "y", count: 3000)) }
        #expect(try await database.read { try $0.texts().last?.hasPrefix("there is room") } == true)
        await database.close()
    }
}
