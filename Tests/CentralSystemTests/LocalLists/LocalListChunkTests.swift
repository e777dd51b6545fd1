import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("Local lists that are too long for one update")
struct LocalListChunkTests {
    @Test("go out as a Full and Differentials with rising versions")
    func chunks() async throws {
        let fixture = try await LocalListFixture()
        try await fixture.configure(["SendLocalListMaxLength": 2, "LocalAuthListMaxLength": 10])
        for name in ["E", "F"] { try await fixture.tag(name) }
        try await fixture.define("A", "B", "C", "D", "E")
        let result = try await fixture.send()
        #expect(result.status == .accepted)
        #expect(result.warnings.isEmpty)
        #expect(try fixture.sent() == ["Full 1 A,B", "Differential 2 +C,+D", "Differential 3 +E"])
        #expect(result.list.heldTags == ["A", "B", "C", "D", "E"])
        #expect(result.list.version == 3)
        #expect(result.list.sendLocalListMaxLength == 2)
        try await fixture.define("C", "D", "E", "F")
        try await fixture.send()
        #expect(try fixture.sent() == ["Differential 4 -A,-B", "Differential 5 +F"])
        #expect(try await fixture.list().difference?.isEmpty == true)
    }

    @Test("stop at the first refusal, and what was accepted is held")
    func refusal() async throws {
        let fixture = try await LocalListFixture()
        try await fixture.configure(["SendLocalListMaxLength": 1])
        try await fixture.define("A", "B", "C", "D")
        fixture.answer("Accepted", "Accepted", "Failed")
        let result = try await fixture.send()
        #expect(result.status == .failed)
        #expect(result.warnings.count == 1)
        #expect(try fixture.sent() == ["Full 1 A", "Differential 2 +B", "Differential 3 +C"])
        #expect(result.list.version == 2)
        #expect(result.list.heldTags == ["A", "B"])
        #expect(result.list.difference?.added.map(\.idTag.text) == ["C", "D"])
        try await fixture.send()
        #expect(try fixture.sent() == ["Differential 4 +C", "Differential 5 +D"])
    }

    @Test("go out in parts of 500 while the charge point has not said how long they may be")
    func unknownLength() async throws {
        let fixture = try await LocalListFixture()
        let names = (1...501).map { "T\(1000 + $0)" }
        for name in names { try await fixture.tag(name) }
        _ = try await fixture.lists.define(LocalListSelection(idTags: try names.map { try IdToken($0) }), for: "CP-1")
        let result = try await fixture.send()
        #expect(result.list.updates.map(\.entryCount) == [1, 500])
        #expect(result.list.updates.map(\.updateType) == [.differential, .full])
        #expect(result.warnings == ["SendLocalListMaxLength is not known; no update has more than 500 entries"])
        #expect(result.list.difference?.isEmpty == true)
    }

    @Test("a list beyond LocalAuthListMaxLength is warned of and sent")
    func tooLong() async throws {
        let fixture = try await LocalListFixture()
        try await fixture.configure(["LocalAuthListMaxLength": 3])
        try await fixture.define("A", "B", "C", "D")
        let result = try await fixture.send()
        #expect(result.warnings.count == 1)
        #expect(try fixture.sent() == ["Full 1 A,B,C,D"])
    }
}
