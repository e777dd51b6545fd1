import OCPPJ
import Testing

@testable import CentralSystem

@Suite("Local lists are sent in bulk")
struct LocalListExecutorTests {
    private func perform(_ fixture: LocalListFixture, _ json: String = "{}") async throws -> BulkResult {
        let chargePoint = ChargePointReference(key: try await fixture.central.key(), identity: "CP-1")
        return try await LocalListExecutor(lists: fixture.lists).perform(
            try JSONNode.parse(Array(json.utf8)), on: chargePoint, requestedBy: "bulk", sending: { _, _ in })
    }

    @Test("the answer is the result")
    func results() async throws {
        let fixture = try await LocalListFixture()
        try await fixture.define("A", "B", "C")
        fixture.answer("NotSupported", "timeout")
        let refused = try await perform(fixture)
        #expect(refused.outcome == .answered)
        #expect(!refused.succeeded)
        #expect(refused.status == "NotSupported")
        #expect(try await perform(fixture).outcome == .timedOut)
        let accepted = try await perform(fixture, #"{"updateType":"Full"}"#)
        #expect(accepted.succeeded)
        #expect(accepted.commandId != nil)
        let upToDate = try await perform(fixture)
        #expect(upToDate.succeeded)
        #expect(upToDate.commandId == nil)
    }

    @Test("parameters are checked", arguments: [
        #"{"updateType":"Half"}"#, #"{"idTags":[]}"#, #"{"idTags":["123456789012345678901"]}"#, #"{"timeoutSeconds":0}"#,
    ])
    func parameters(json: String) async throws {
        let fixture = try await LocalListFixture()
        let node = try JSONNode.parse(Array(json.utf8))
        #expect(throws: CentralSystemError.self) { try LocalListExecutor(lists: fixture.lists).check(node) }
    }
}
