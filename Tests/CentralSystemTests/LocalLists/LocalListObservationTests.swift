import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("What a charge point holds is known whoever sends it")
struct LocalListObservationTests {
    private func full(_ version: Int, _ idTags: String...) -> String {
        let entries = idTags.map { #"{"idTag":"\#($0)","idTagInfo":{"status":"Accepted"}}"# }
        return #"{"listVersion":\#(version),"updateType":"Full","localAuthorizationList":[\#(entries.joined(separator: ","))]}"#
    }

    @Test("a raw Full replaces, a raw Differential merges and deletes, an empty Full clears")
    func raw() async throws {
        let fixture = try await LocalListFixture()
        try await fixture.command("SendLocalList", full(7, "X", "Y"))
        #expect(try await fixture.list().heldTags == ["X", "Y"])
        try await fixture.command(
            "SendLocalList",
            """
            {"listVersion":9,"updateType":"Differential","localAuthorizationList":[{"idTag":"x"},\
            {"idTag":"Z","idTagInfo":{"status":"Blocked","expiryDate":"2030-01-01T00:00:00Z","parentIdTag":"P"}}]}
            """)
        let list = try await fixture.list()
        #expect(list.heldTags == ["Y", "Z"])
        #expect(list.held?.last?.status == .blocked)
        #expect(list.held?.last?.expiryDate == Timestamp(rfc3339: "2030-01-01T00:00:00Z"))
        #expect(list.held?.last?.parentIdTag?.text == "P")
        #expect(list.version == 9)
        #expect(list.updates.map(\.requestedBy) == ["generic", "generic"])
        try await fixture.command("SendLocalList", #"{"listVersion":10,"updateType":"Full"}"#)
        #expect(try await fixture.list().held == [])
        try await fixture.define("A")
        _ = try fixture.sent()
        try await fixture.send()
        #expect(try fixture.sent() == ["Full 11 A"])
    }

    @Test("a version that is not above the last one reaches the wire, and counting goes on from what was accepted")
    func oldVersions() async throws {
        let fixture = try await LocalListFixture()
        try await fixture.command("SendLocalList", full(50, "A"))
        try await fixture.command("SendLocalList", full(1, "A"))
        #expect(try await fixture.list().version == 1)
        try await fixture.define("A", "B", "C")
        _ = try fixture.sent()
        try await fixture.send(.differential)
        #expect(try fixture.sent() == ["Differential 2 +B,+C"])
    }

    @Test("a raw Differential with an old version that is a mismatch changes nothing; one with a new version does")
    func mismatch() async throws {
        let fixture = try await LocalListFixture()
        try await fixture.command("SendLocalList", full(5, "A"))
        let differential = #"{"listVersion":%,"updateType":"Differential","localAuthorizationList":[]}"#
        fixture.answer("VersionMismatch", "VersionMismatch")
        try await fixture.command("SendLocalList", differential.replacing("%", with: "5"))
        #expect(try await fixture.list().heldTags == ["A"])
        try await fixture.command("SendLocalList", differential.replacing("%", with: "6"))
        #expect(try await fixture.list().held == nil)
        #expect(try await fixture.list().version == nil)
    }

    @Test("refused contents are not taken over", arguments: ["Failed", "NotSupported", "VersionMismatch"])
    func refused(status: String) async throws {
        let fixture = try await LocalListFixture()
        try await fixture.command("SendLocalList", full(5, "A"))
        fixture.answer(status)
        try await fixture.command("SendLocalList", full(6, "B"))
        let list = try await fixture.list()
        #expect(list.heldTags == ["A"])
        #expect(list.version == 5)
        #expect(list.highestVersion == 6)
    }

    @Test("the numbers end at the greatest; a Full begins again at 1")
    func greatest() async throws {
        let fixture = try await LocalListFixture()
        try await fixture.command("SendLocalList", full(Int(Int32.max), "A", "B", "C"))
        try await fixture.define("A", "B")
        _ = try fixture.sent()
        let nothing = try await fixture.send(.differential)
        #expect(nothing.wasUpToDate)
        #expect(nothing.warnings.count == 1)
        try await fixture.send()
        try await fixture.define("A")
        try await fixture.send(.differential)
        #expect(try fixture.sent() == ["Full 1 A,B", "Differential 2 -B"])
    }

    @Test("-1 means not supported, and is no number to count from")
    func notSupported() async throws {
        let fixture = try await LocalListFixture()
        fixture.report(version: -1)
        let (command, list) = try await fixture.lists.readVersion(of: "CP-1", requestedBy: "test")
        #expect(command.outcome == .answered)
        #expect(list.isSupported == false)
        #expect(list.reportedVersion == -1)
        #expect(list.version == nil)
        #expect(list.highestVersion == 0)
    }

    @Test("0 means that there is no list, whatever was sent before")
    func empty() async throws {
        let fixture = try await LocalListFixture()
        try await fixture.define("A", "B")
        try await fixture.send()
        fixture.report(version: 0)
        try await fixture.command("GetLocalListVersion", "{}")
        let list = try await fixture.list()
        #expect(list.version == 0)
        #expect(list.held == [])
        #expect(list.difference?.added.count == 2)
        _ = try fixture.sent()
        try await fixture.send()
        #expect(try fixture.sent() == ["Full 2 A,B"])
    }

    @Test("the version that was sent confirms what is held; another one means that it is not known", arguments: [(1, true), (2, false)])
    func versions(reported: Int, isKnown: Bool) async throws {
        let fixture = try await LocalListFixture()
        try await fixture.define("A", "B")
        try await fixture.send()
        fixture.report(version: reported)
        let list = try await fixture.lists.readVersion(of: "CP-1", requestedBy: "test").list
        #expect(list.version == reported)
        #expect(list.heldTags == (isKnown ? ["A", "B"] : nil))
        #expect(list.reportedAt != nil)
        _ = try fixture.sent()
        try await fixture.send()
        #expect(try fixture.sent() == (isKnown ? [] : ["Full 3 A,B"]))
    }

    @Test("LocalListConflict is shown until the next update is accepted")
    func conflict() async throws {
        let fixture = try await LocalListFixture()
        try await fixture.define("A")
        _ = try await fixture.station.result(
            "StatusNotification", #"{"connectorId":0,"status":"Available","errorCode":"LocalListConflict"}"#)
        #expect(try await fixture.list().conflictReportedAt == CentralSystemFixture.morning)
        try await fixture.send()
        #expect(try await fixture.list().conflictReportedAt == nil)
    }

    @Test("it survives a restart of the server")
    func restart() async throws {
        let fixture = try await LocalListFixture()
        try await fixture.define("A", "B")
        try await fixture.send()
        let list = try await fixture.central.restarted().localLists.get("CP-1")
        #expect(list.heldTags == ["A", "B"])
        #expect(list.version == 1)
        #expect(list.difference?.isEmpty == true)
    }
}
