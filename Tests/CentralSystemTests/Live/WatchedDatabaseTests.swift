import Persistence
import Synchronization
import Testing

@testable import CentralSystem

@Suite("What features write on their own")
struct WatchedDatabaseTests {
    @Test(
        "a change is told once it is committed, and a look is not",
        arguments: [
            ("UPDATE charge_points SET note = 'x' WHERE id = 'CP-1'", 1), ("UPDATE charge_points SET note = 'x' WHERE id = 'NOBODY'", 0),
            ("DELETE FROM charge_points WHERE id = 'CP-1' RETURNING id", 1), ("SELECT id FROM charge_points", 0),
        ])
    func told(sql: String, times: Int) async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register("CP-1")
        let told = Counter()
        let watched = WatchedDatabase(database: fixture.database) { told.add() }
        if sql.hasPrefix("UPDATE") {
            try await watched.write { _ = try $0.execute(sql) }
        } else {
            try await watched.write { _ = try $0.rows(sql) }
        }
        #expect(told.count == times)
    }

    @Test("a change that is undone is not told")
    func undone() async throws {
        let fixture = try await CentralSystemFixture()
        let told = Counter()
        let watched = WatchedDatabase(database: fixture.database) { told.add() }
        await #expect(throws: CancellationError.self) {
            try await watched.write { connection in
                try connection.execute("DELETE FROM charge_points")
                throw CancellationError()
            }
        }
        #expect(told.count == 0)
    }

    private final class Counter: Sendable {
        private let value = Atomic<Int>(0)
        var count: Int { value.load(ordering: .relaxed) }
        func add() { value.add(1, ordering: .relaxed) }
    }
}
