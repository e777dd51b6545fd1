import Foundation
import Testing

@testable import Persistence

@Suite("Group commit")
struct GroupCommitTests {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    @Test("a write that returned is on disk, for everyone to see")
    func durable() async throws {
        let database = try await directory.database()
        try await database.write { try $0.insert("first") }
        #expect(try directory.elsewhere("SELECT text FROM notes") == ["first"])
        #expect(try await database.read { try $0.texts() } == ["first"])
        await database.close()
    }

    @Test("writes that wait together are committed together")
    func together() async throws {
        let database = try await directory.database()
        let before = database.statistics()
        let results = try await database.together((0..<200).map { number in { try $0.insert("note \(number)") } })
        #expect(results.allSatisfy { $0.error == nil })
        let after = database.statistics()
        #expect(after.writes - before.writes == 201)
        #expect(after.commits - before.commits == 1, "the write that was held changed nothing")
        #expect(after.largestBatch == 200)
        #expect(after.queued == 0)
        #expect(after.commitNanoseconds > before.commitNanoseconds)
        #expect(try await database.read { try $0.texts() } == (0..<200).map { "note \($0)" })
        await database.close()
    }

    @Test("a batch has a largest size")
    func largestBatch() async throws {
        let database = try await directory.database()
        let before = database.statistics().commits
        _ = try await database.together((0..<GroupCommit.largestBatch + 1).map { number in { try $0.insert("\(number)") } })
        #expect(database.statistics().largestBatch == GroupCommit.largestBatch)
        #expect(database.statistics().commits - before == 2)
        await database.close()
    }

    @Test("a failing write fails alone, with its own error, and is undone")
    func failsAlone() async throws {
        let database = try await directory.database()
        let results = try await database.together([
            { try $0.insert("before") },
            { connection in
                try connection.insert("never")
                throw Refusal(reason: "changed my mind")
            },
            { try $0.insert("bad") },
            { connection in
                try connection.insert("nor this")
                try connection.insert("before")
            },
            { connection in
                #expect(try connection.texts() == ["before"])
                try connection.insert("after")
            },
        ])
        #expect(results[0].error == nil)
        #expect(results[1].error as? Refusal == Refusal(reason: "changed my mind"))
        #expect((results[2].error as? DatabaseError)?.code == .constraint)
        #expect((results[3].error as? DatabaseError)?.code == .constraint)
        #expect(results[4].error == nil)
        #expect(try await database.read { try $0.texts() } == ["before", "after"])
        #expect(database.statistics().failedWrites == 3)
        await database.close()
    }

    @Test("a failing write that is alone is undone, and costs no commit")
    func failsWhenAlone() async throws {
        let database = try await directory.database()
        let before = database.statistics().commits
        await #expect(throws: Refusal(reason: "no")) {
            try await database.write { connection in
                try connection.insert("never")
                throw Refusal(reason: "no")
            }
        }
        #expect(database.statistics().commits == before)
        #expect(try await database.read { try $0.texts() } == [])
        await database.close()
    }

    @Test("a body may catch a failed statement and go on")
    func catches() async throws {
        let database = try await directory.database()
        _ = try await database.together([
            { connection in
                try connection.insert("one")
                try? connection.insert("bad")
                try connection.insert("two")
            },
            { try $0.insert("three") },
        ])
        #expect(try await database.read { try $0.texts() } == ["one", "two", "three"])
        await database.close()
    }

    @Test("when SQLite gives up the transaction, the whole batch fails and later writes succeed")
    func lostTransaction() async throws {
        let database = try await directory.database()
        let results = try await database.together([
            { try $0.insert("before") },
            { connection in
                _ = try? connection.execute("INSERT OR ROLLBACK INTO notes (text) VALUES ('before')")
                // Must not be stored by itself, now that there is no transaction.
                try? connection.insert("on its own")
            },
            { try $0.insert("after") },
        ])
        #expect(results.map { ($0.error as? DatabaseError)?.code } == [.constraint, .constraint, .constraint])
        #expect(try await database.read { try $0.texts() } == [])
        try await database.write { try $0.insert("later") }
        #expect(try directory.elsewhere("SELECT text FROM notes") == ["later"])
        await database.close()
    }

    @Test("a write that was queued is carried out although its task was cancelled")
    func cancelled() async throws {
        let database = try await directory.database()
        let gate = Gate()
        async let held: Void = database.write { _ in gate.pass() }
        await gate.hasArrived()
        let task = Task { try await database.write { try $0.insert("kept") } }
        await database.hasQueued(1)
        task.cancel()
        gate.open()
        try await task.value
        try await held
        #expect(try await database.read { try $0.texts() } == ["kept"])
        await database.close()
    }

    @Test("a body cannot end the transaction", arguments: ["COMMIT", "rollback", " /* x */ BEGIN", "-- x\nSAVEPOINT a", "END"])
    func noTransactionCommands(sql: String) async throws {
        let database = try await directory.database()
        let error = await #expect(throws: DatabaseError.self) {
            try await database.write { connection in
                try connection.insert("never")
                try connection.execute(sql)
            }
        }
        #expect(error?.code == .statement)
        #expect(try await database.read { try $0.texts() } == [])
        await database.close()
    }
}
