import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("How local lists stand")
struct LocalListStandingTests {
    private func verdict(_ fixture: LocalListFixture) async throws -> LocalListStanding.Verdict {
        try await fixture.lists.summary(of: "CP-1").standing.verdict
    }

    /// CP-1 in the group north, whose list has these idTags.
    private func north(_ idTags: String...) async throws -> LocalListFixture {
        let fixture = try await LocalListFixture()
        _ = try await fixture.system.chargePoints.update("CP-1", ChargePointChanges(group: .some("north")))
        _ = try await fixture.lists.define(
            LocalListSelection(idTags: try idTags.map { try IdToken($0) }), forGroup: "north", replaces: false)
        return fixture
    }

    @Test("a charge point is behind from the change of an idTag to the next update")
    func life() async throws {
        let fixture = try await LocalListFixture()
        #expect(try await verdict(fixture) == .undefined)
        try await fixture.define("A", "B")
        #expect(try await verdict(fixture) == .neverSent)
        try await fixture.send()
        #expect(try await verdict(fixture) == .current)
        try await fixture.tag("A", IdTagValues(status: .blocked))
        #expect(try await verdict(fixture) == .behind)
        try await fixture.send()
        #expect(try await verdict(fixture) == .current)
        _ = try await fixture.system.idTags.delete(IdToken("B"))
        #expect(try await verdict(fixture) == .behind)
        #expect(try await fixture.lists.summary(of: "CP-1").unregistered.map(\.text) == ["B"])
        try await fixture.send()
        let standing = try await fixture.lists.summary(of: "CP-1").standing
        #expect(standing.verdict == .current && standing.heldCount == 1 && standing.desiredCount == 1)
    }

    @Test("the digest of what a charge point holds agrees with the entries, whatever the updates were")
    func digest() async throws {
        let fixture = try await LocalListFixture()
        try await fixture.command("SendLocalList", """
            {"listVersion":1,"updateType":"Full","localAuthorizationList":[{"idTag":"A","idTagInfo":{"status":"Accepted"}},\
            {"idTag":"B","idTagInfo":{"status":"Accepted"}}]}
            """)
        try await fixture.command("SendLocalList", """
            {"listVersion":2,"updateType":"Differential","localAuthorizationList":[{"idTag":"B"},{"idTag":"nobody"},\
            {"idTag":"D","idTagInfo":{"status":"Accepted","expiryDate":"2030-01-01T00:00:00Z","parentIdTag":"P"}},\
            {"idTag":"A","idTagInfo":{"status":"Accepted"}}]}
            """)
        let (digest, entries) = try await fixture.central.database.read { connection in
            let key = try LocalListService.key(of: "CP-1", in: connection)
            return (try LocalListStore.state(of: key, in: connection).digest, try LocalListStore.entries(of: key, in: connection))
        }
        var expected = LocalListDigest()
        for entry in entries { expected.add(entry) }
        #expect(entries.map(\.idTag.text) == ["A", "D"])
        #expect(digest == expected)
    }

    @Test("an expiry date that passes makes no difference; an idTag that is set to Expired before does")
    func expiry() async throws {
        let fixture = try await LocalListFixture()
        try await fixture.define("A", "D")
        try await fixture.send()
        let later = CentralSystemFixture.morning.advanced(bySeconds: 3600)
        try await fixture.tag("D", IdTagValues(status: .expired, expiryDate: later))
        #expect(try await verdict(fixture) == .behind)
        try await fixture.tag("D", IdTagValues(expiryDate: later))
        #expect(try await verdict(fixture) == .current)
        fixture.central.time.advance(seconds: 3600)
        try await fixture.tag("E")
        #expect(try await verdict(fixture) == .current)
    }

    @Test("what a charge point holds that was taken over before there were digests is compared entry by entry")
    func old() async throws {
        let fixture = try await north("A", "B")
        try await fixture.send()
        try await fixture.central.database.write { try $0.execute("UPDATE local_lists SET content_sum = NULL, content_count = NULL") }
        #expect(try await verdict(fixture) == .current)
        #expect(try await fixture.lists.standings(ofGroup: "north", onlyBehind: true).items.isEmpty)
        #expect(try await fixture.lists.standings(ofGroup: "north").items.map(\.heldCount) == [2])
        try await fixture.tag("B", IdTagValues(status: .blocked))
        #expect(try await verdict(fixture) == .behind)
    }

    @Test("a group tells how many of its charge points do not hold its list, and which")
    func group() async throws {
        let fixture = try await north("A")
        for id in ["CP-2", "CP-3", "CP-4"] { _ = try await fixture.system.chargePoints.create(NewChargePoint(id: id, group: "north")) }
        _ = try await fixture.lists.define(LocalListSelection(all: true), for: "CP-4")
        var summary = try await fixture.lists.summary(ofGroup: "north")
        #expect(summary.entryCount == 1 && summary.chargePoints == 3 && summary.behind == 3)
        try await fixture.send()
        summary = try await fixture.lists.summary(ofGroup: "north")
        #expect(summary.behind == 2)
        let first = try await fixture.lists.standings(ofGroup: "north", onlyBehind: true, PageRequest(limit: 1))
        #expect(first.items.map(\.chargePointID) == ["CP-2"])
        let second = try await fixture.lists.standings(ofGroup: "north", onlyBehind: true, PageRequest(limit: 1, cursor: first.nextCursor))
        #expect(second.items.map(\.chargePointID) == ["CP-3"] && second.nextCursor == nil)
        #expect(try await fixture.lists.standings(ofGroup: "north").items.map(\.verdict) == [.current, .neverSent, .neverSent])
        #expect(try await fixture.lists.standingsOfOwn().items.map(\.chargePointID) == ["CP-4"])
        #expect(try await fixture.lists.groupSummaries().items.map(\.behind) == [2])
        await #expect(throws: LocalListError.self) { _ = try await fixture.lists.standings(ofGroup: "south") }
    }

    @Test("refused, conflicting and lost updates are told apart", arguments: [
        ("NotSupported", LocalListStanding.Verdict.notSupported), ("Failed", .behind), ("timeout", .unknown),
    ])
    func refused(answer: String, verdict: LocalListStanding.Verdict) async throws {
        let fixture = try await LocalListFixture()
        try await fixture.define("A")
        try await fixture.send()
        try await fixture.define("A", "B")
        fixture.answer(answer, answer, answer)
        try await fixture.send()
        let standing = try await fixture.lists.summary(of: "CP-1").standing
        #expect(standing.verdict == verdict)
        #expect(standing.lastUpdate?.status != .accepted)
    }

    @Test("entries come in parts, and are found by a part of the idTag")
    func parts() async throws {
        let fixture = try await LocalListFixture()
        let selection = LocalListSelection(idTags: [try IdToken("D"), try IdToken("A")], parentIdTags: [try IdToken("FLEET")])
        var seen: [String] = []
        var cursor: String?
        repeat {
            let page = try await fixture.lists.entries(of: selection, PageRequest(limit: 1, cursor: cursor))
            seen += page.items.map(\.idTag.text)
            cursor = page.nextCursor
        } while cursor != nil
        #expect(seen == ["A", "B", "C", "D"])
        #expect(try await fixture.lists.entries(of: selection, containing: "b").items.map(\.idTag.text) == ["B"])
        #expect(try await fixture.lists.entries(of: LocalListSelection(all: true), PageRequest(limit: 2)).items.map(\.idTag.text) == ["A", "B"])
        #expect(try await fixture.lists.heldEntries(of: "CP-1") == nil)
        _ = try await fixture.lists.define(selection, for: "CP-1")
        try await fixture.send()
        #expect(try await fixture.lists.heldEntries(of: "CP-1", PageRequest(limit: 3))?.items.map(\.idTag.text) == ["A", "B", "C"])
        #expect(try await fixture.lists.heldEntries(of: "CP-1", containing: "%")?.items.isEmpty == true)
        #expect(try await fixture.lists.difference(of: "CP-1")?.isEmpty == true)
    }
}
