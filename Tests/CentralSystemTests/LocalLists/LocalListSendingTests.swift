import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("Local lists are sent")
struct LocalListSendingTests {
    @Test("the first time as Full, with idTagInfo in every entry")
    func first() async throws {
        let fixture = try await LocalListFixture()
        try await fixture.define("A", "B", "C")
        let result = try await fixture.send()
        #expect(result.status == .accepted)
        #expect(
            fixture.station.link.calls.map(\.payload) == [
                """
                {"listVersion":1,"localAuthorizationList":[{"idTag":"A","idTagInfo":{"status":"Accepted"}},\
                {"idTag":"B","idTagInfo":{"status":"Accepted","parentIdTag":"FLEET"}},\
                {"idTag":"C","idTagInfo":{"status":"Blocked","parentIdTag":"fleet"}}],"updateType":"Full"}
                """
            ])
        #expect(result.list.version == 1)
        #expect(result.list.heldTags == ["A", "B", "C"])
        #expect(result.list.difference?.isEmpty == true)
        #expect(result.list.isSupported == true)
        #expect(result.list.acceptedAt != nil)
    }

    @Test("then as Differential with the change alone, and not at all when there is none")
    func differential() async throws {
        let fixture = try await LocalListFixture()
        try await fixture.define("A", "B", "C")
        try await fixture.send()
        try await fixture.define("A", "B", "C", "D")
        #expect(try await fixture.list().difference?.added.map(\.idTag.text) == ["D"])
        try await fixture.send()
        try await fixture.define("B", "C", "D")
        try await fixture.tag("B", IdTagValues(status: .blocked, parentIdTag: IdToken("FLEET")))
        try await fixture.send()
        let result = try await fixture.send()
        #expect(result.wasUpToDate)
        #expect(result.status == nil)
        #expect(try fixture.sent() == ["Full 1 A,B,C", "Differential 2 +D", "Differential 3 -A,+B"])
        #expect(try await fixture.list().held?.first?.status == .blocked)
        #expect(try await fixture.list().version == 3)
    }

    @Test("as Full when the change is not smaller, and an empty list as an empty Full")
    func fullInstead() async throws {
        let fixture = try await LocalListFixture()
        try await fixture.define("A", "B")
        try await fixture.send()
        try await fixture.define("C", "D")
        try await fixture.send()
        try await fixture.define()
        try await fixture.send()
        #expect(try fixture.sent() == ["Full 1 A,B", "Full 2 C,D", "Full 3 "])
        #expect(fixture.station.link.calls.last?.payload == #"{"listVersion":3,"updateType":"Full"}"#)
        #expect(try await fixture.list().held == [])
        #expect(try await fixture.send().wasUpToDate)
    }

    @Test("as it was said it must be")
    func forced() async throws {
        let fixture = try await LocalListFixture()
        try await fixture.define("A", "B", "C")
        try await fixture.send(.differential)
        #expect(try await fixture.list().held == nil)
        #expect(try await fixture.list().version == 1)
        try await fixture.send(.full)
        try await fixture.send(.full)
        try await fixture.define("A")
        try await fixture.send(.differential)
        #expect(
            try fixture.sent() == ["Differential 1 +A,+B,+C", "Full 2 A,B,C", "Full 3 A,B,C", "Differential 4 -B,-C"])
        #expect(try await fixture.list().heldTags == ["A"])
    }

    @Test("for single idTags, without any definition", arguments: [true, false])
    func single(hasFull: Bool) async throws {
        let fixture = try await LocalListFixture()
        if hasFull { try await fixture.send(.full, ["A", "B"]) }
        let before = try await fixture.list().version ?? 0
        try await fixture.send(nil, ["D"])
        let sent = try fixture.sent()
        #expect(sent.last == "Differential \(before + 1) +D")
        #expect(try await fixture.list().version == before + 1)
        #expect(try await fixture.list().heldTags == (hasFull ? ["A", "B", "D"] : nil))
        try await fixture.send(.differential, ["NOBODY"])
        #expect(try fixture.sent() == ["Differential \(before + 2) -NOBODY"])
    }

    @Test("what is forced is not followed by anything else", arguments: ["Failed", "VersionMismatch", "NotSupported"])
    func forcedOnce(status: String) async throws {
        let fixture = try await LocalListFixture()
        try await fixture.define("A")
        fixture.answer(status)
        let result = try await fixture.send(.differential)
        #expect(result.status?.rawValue == status)
        #expect(try fixture.sent() == ["Differential 1 +A"])
    }

    @Test("a refused Differential is followed by one Full with a higher version", arguments: ["Failed", "VersionMismatch"])
    func fallsBack(status: String) async throws {
        let fixture = try await LocalListFixture()
        try await fixture.define("A", "B", "C")
        try await fixture.send()
        try await fixture.tag("A", IdTagValues(status: .blocked))
        fixture.answer(status)
        let result = try await fixture.send()
        #expect(result.status == .accepted)
        #expect(result.commands.count == 2)
        #expect(try fixture.sent() == ["Full 1 A,B,C", "Differential 2 +A", "Full 3 A,B,C"])
        #expect(result.list.version == 3)
        #expect(result.list.updates.map(\.status?.rawValue) == ["Accepted", status, "Accepted"])
    }

    @Test("a Full that is a VersionMismatch is followed by the version and one more Full")
    func fullMismatch() async throws {
        let fixture = try await LocalListFixture()
        try await fixture.define("A")
        fixture.answer("VersionMismatch")
        fixture.report(version: 40)
        let result = try await fixture.send()
        #expect(result.status == .accepted)
        #expect(try fixture.sent() == ["Full 1 A", "GetLocalListVersion", "Full 41 A"])
        #expect(result.list.version == 41)
    }

    @Test("the retries are bounded")
    func bounded() async throws {
        let fixture = try await LocalListFixture()
        try await fixture.define("A", "B")
        try await fixture.send()
        try await fixture.define("A")
        try await fixture.tag("D")
        try await fixture.define("A", "B", "D")
        fixture.answer("VersionMismatch", "VersionMismatch", "VersionMismatch")
        fixture.report(version: 9)
        let result = try await fixture.send()
        #expect(result.status == .versionMismatch)
        #expect(
            try fixture.sent() == ["Full 1 A,B", "Differential 2 +D", "Full 3 A,B,D", "GetLocalListVersion", "Full 10 A,B,D"])
        #expect(result.list.version == 9)
        #expect(result.list.held == nil)
    }

    @Test("a Full that failed is not repeated, and the version is not taken over")
    func failed() async throws {
        let fixture = try await LocalListFixture()
        try await fixture.define("A")
        fixture.answer("Failed")
        let result = try await fixture.send()
        #expect(result.status == .failed)
        #expect(result.list.version == nil)
        #expect(result.list.held == nil)
        #expect(result.list.highestVersion == 1)
        #expect(try fixture.sent() == ["Full 1 A"])
    }

    @Test("NotSupported is remembered and ends it; an operator may still send")
    func notSupported() async throws {
        let fixture = try await LocalListFixture()
        try await fixture.define("A")
        fixture.answer("NotSupported", "NotSupported")
        let first = try await fixture.send()
        #expect(first.status == .notSupported)
        #expect(first.list.isSupported == false)
        #expect(first.list.version == nil)
        let second = try await fixture.send()
        #expect(!second.warnings.isEmpty)
        #expect(try fixture.sent() == ["Full 1 A", "Full 2 A"])
        try await fixture.send()
        #expect(try await fixture.list().isSupported == true)
    }

    @Test("without an answer it is not known what the charge point holds, and a Full follows the next time")
    func timedOut() async throws {
        let fixture = try await LocalListFixture()
        try await fixture.define("A", "B", "C")
        try await fixture.send()
        try await fixture.define("A", "B")
        fixture.answer("timeout")
        let result = try await fixture.send()
        #expect(result.status == nil)
        #expect(result.commands.last?.outcome == .timedOut)
        #expect(result.list.held == nil)
        #expect(result.list.version == nil)
        try await fixture.send()
        #expect(try fixture.sent() == ["Full 1 A,B,C", "Differential 2 -C", "Full 3 A,B"])
    }

    @Test("a CALLERROR changes nothing")
    func callError() async throws {
        let fixture = try await LocalListFixture()
        try await fixture.define("A", "B")
        try await fixture.send()
        fixture.answer("error")
        try await fixture.send(.full)
        let list = try await fixture.list()
        #expect(list.version == 1)
        #expect(list.heldTags == ["A", "B"])
        #expect(list.updates.first?.outcome == .callError)
        #expect(list.updates.first?.explanation != nil)
    }

    @Test("passing time alone makes no difference: a charge point knows an expiry date")
    func passingTime() async throws {
        let fixture = try await LocalListFixture()
        try await fixture.define("D")
        try await fixture.send()
        fixture.central.time.advance(seconds: 7200)
        #expect(try await fixture.list().desired?.first?.status == .expired)
        #expect(try await fixture.send().wasUpToDate)
    }

    @Test("to a charge point that nobody registered is an error")
    func unknownChargePoint() async throws {
        let fixture = try await LocalListFixture()
        let error = await #expect(throws: CentralSystemError.self) {
            try await fixture.lists.send(to: "CP-9", requestedBy: "test")
        }
        #expect(error?.code == .chargePointNotFound)
    }
}
