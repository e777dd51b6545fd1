import Foundation
import Testing

@testable import Persistence

@Suite("Reading")
struct ReadingTests {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    @Test("a read sees one snapshot, whatever is written meanwhile")
    func snapshot() async throws {
        let database = try await directory.database()
        try await database.write { try $0.insert("before") }
        let gate = Gate()
        async let counts = database.read { connection in
            let first = try connection.texts().count
            gate.pass()
            return [first, try connection.texts().count]
        }
        await gate.hasArrived()
        try await database.write { try $0.insert("meanwhile") }
        gate.open()
        #expect(try await counts == [1, 1])
        #expect(try await database.read { try $0.texts().count } == 2)
        await database.close()
    }

    @Test("reads go on while the writer is busy")
    func besideTheWriter() async throws {
        let database = try await directory.database()
        let gate = Gate()
        async let held: Void = database.write { connection in
            try connection.insert("not yet")
            gate.pass()
        }
        await gate.hasArrived()
        #expect(try await database.read { try $0.texts() } == [])
        gate.open()
        try await held
        #expect(try await database.read { try $0.texts() } == ["not yet"])
        await database.close()
    }

    @Test("a read sees every write that returned before it was asked for")
    func readsItsWrites() async throws {
        let database = try await directory.database()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<20 {
                group.addTask {
                    for number in 0..<20 {
                        let text = "\(task)/\(number)"
                        try await database.write { try $0.insert(text) }
                        let found = try await database.read { connection in
                            try connection.row("SELECT id FROM notes WHERE text = $1", [.text(text)]) != nil
                        }
                        #expect(found)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(database.statistics().reads == 400)
        await database.close()
    }

    @Test("a read may not change anything")
    func readOnly() async throws {
        let database = try await directory.database()
        let error = await #expect(throws: DatabaseError.self) {
            try await database.read { try $0.insert("no") }
        }
        #expect(error?.code == .statement)
        #expect(error?.message == "a read may not change anything")
        await #expect(throws: Refusal(reason: "mine")) {
            try await database.read { _ in throw Refusal(reason: "mine") }
        }
        await database.close()
    }
}
