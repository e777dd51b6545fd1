import Foundation
import Logging
import Synchronization
import Testing

@testable import Persistence

/// Group commit without any database: what it asks of a driver, in which order, and what the callers hear.
@Suite("Group commit and its driver")
struct GroupCommitOrderTests {
    @Test("a write that is alone needs nothing but a transaction")
    func alone() async throws {
        let driver = RecordingDriver()
        #expect(try await driver.run([{ _ in }]).map { $0.error == nil } == [true])
        #expect(driver.events == ["begin", "commit", "between"])
    }

    @Test("every body in company can be undone")
    func company() async throws {
        let driver = RecordingDriver()
        let results = try await driver.run([{ _ in }, { _ in throw Refusal(reason: "no") }, { _ in }])
        #expect(results.map { $0.error as? Refusal } == [nil, Refusal(reason: "no"), nil])
        #expect(
            driver.events == [
                "begin", "begin body", "keep", "begin body", "undo", "begin body", "keep", "commit", "between",
            ]
        )
    }

    @Test("a batch that changes nothing is not committed")
    func nothingToCommit() async throws {
        let driver = RecordingDriver()
        let results = try await driver.run([{ _ in throw Refusal(reason: "a") }, { _ in throw Refusal(reason: "b") }])
        #expect(results.map { $0.error as? Refusal } == [Refusal(reason: "a"), Refusal(reason: "b")])
        #expect(driver.events.suffix(2) == ["roll back", "between"])
    }

    @Test("when the transaction cannot begin or commit, every write fails", arguments: ["begin", "commit", "keep", "undo"])
    func fails(step: String) async throws {
        let driver = RecordingDriver(failing: step)
        let results = try await driver.run([{ _ in }, { _ in throw Refusal(reason: "no") }, { _ in }])
        #expect(results.map { ($0.error as? DatabaseError)?.message } == [step, step, step])
        #expect(driver.events.suffix(2) == ["roll back", "between"])
    }

    @Test("when the database gives up the transaction, every write of the batch fails and the rest does not run")
    func lost() async throws {
        let driver = RecordingDriver()
        let ran = Mutex(0)
        let results = try await driver.run([
            { _ in ran.withLock { $0 += 1 } },
            { _ in
                ran.withLock { $0 += 1 }
                driver.lose(DatabaseError(.full, "no room"))
            },
            { _ in ran.withLock { $0 += 1 } },
        ])
        #expect(results.map { ($0.error as? DatabaseError)?.code } == [.full, .full, .full])
        #expect(ran.withLock { $0 } == 2)
    }
}

/// Notes what it is asked to do. Runs the batch on the thread of the test.
final class RecordingDriver: GroupCommitConnection, Sendable {
    private let recorded = Mutex<[String]>([])
    private let lost = Mutex<DatabaseError?>(nil)
    private let failing: String?

    init(failing: String? = nil) {
        self.failing = failing
    }

    var events: [String] { recorded.withLock { $0 } }

    func lose(_ error: DatabaseError) {
        lost.withLock { $0 = error }
    }

    /// Queues all bodies, then serves them as one batch.
    func run(_ bodies: [@Sendable (any SQLConnection) throws -> Void]) async throws -> [Result<Void, any Error>] {
        let group = GroupCommit(logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        return await withTaskGroup(of: (Int, Result<Void, any Error>).self) { tasks in
            for (index, body) in bodies.enumerated() {
                tasks.addTask {
                    do {
                        let value: Void = try await withUnsafeThrowingContinuation { continuation in
                            group.submit(QueuedWork(body, continuation))
                        }
                        return (index, .success(value))
                    } catch {
                        return (index, .failure(error))
                    }
                }
                while group.statistics().queued < index + 1 { await Task.yield() }
            }
            group.close()
            group.serve(self)
            var results: [(Int, Result<Void, any Error>)] = []
            for await result in tasks { results.append(result) }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func note(_ step: String, _ event: String) throws(DatabaseError) {
        recorded.withLock { $0.append(event) }
        if step == failing { throw DatabaseError(.inputOutput, step) }
    }

    func begin() throws(DatabaseError) { try note("begin", "begin") }
    func beginBody() { recorded.withLock { $0.append("begin body") } }
    func keepBody() throws(DatabaseError) { try note("keep", "keep") }
    func undoBody() throws(DatabaseError) { try note("undo", "undo") }
    var lostTransaction: DatabaseError? { lost.withLock { $0 } }
    func commit() throws(DatabaseError) -> Bool {
        try note("commit", "commit")
        return true
    }
    func rollBack() { recorded.withLock { $0.append("roll back") } }
    func betweenBatches() { recorded.withLock { $0.append("between") } }

    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int { 0 }
    func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] { [] }
    func row(_ sql: String, _ arguments: [SQLValue]) throws -> SQLRow? { nil }
}
