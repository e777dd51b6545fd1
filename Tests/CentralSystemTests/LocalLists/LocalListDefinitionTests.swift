import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("What a local list shall hold")
struct LocalListDefinitionTests {
    @Test("without a definition nothing is desired and nothing is known")
    func undefined() async throws {
        let fixture = try await LocalListFixture()
        let list = try await fixture.list()
        #expect(list.definition == nil)
        #expect(list.desired == nil)
        #expect(list.held == nil)
        #expect(list.version == nil)
        #expect(list.isSupported == nil)
        #expect(list.difference == nil)
        let error = await #expect(throws: LocalListError.self) { try await fixture.send() }
        #expect(error?.code == .undefined)
        #expect(try fixture.sent().isEmpty)
    }

    @Test("the entries say what holds now: blocked, expired, group")
    func entries() async throws {
        let fixture = try await LocalListFixture()
        let list = try await fixture.lists.define(LocalListSelection(all: true), for: "CP-1").list
        #expect(list.desiredTags == ["A", "B", "C", "D"])
        let desired = try #require(list.desired)
        #expect(desired.map(\.status) == [.accepted, .accepted, .blocked, .accepted])
        #expect(desired[1].parentIdTag?.text == "FLEET")
        #expect(desired[3].expiryDate == CentralSystemFixture.morning.advanced(bySeconds: 3600))
        fixture.central.time.advance(seconds: 3600)
        #expect(try await fixture.list().desired?.last?.status == .expired)
    }

    @Test("listed idTags and groups come together; what is not registered is left out and told")
    func selection() async throws {
        let fixture = try await LocalListFixture()
        let selection = LocalListSelection(
            idTags: [try IdToken("a"), try IdToken("NOBODY")], parentIdTags: [try IdToken("Fleet")])
        let (list, isNew) = try await fixture.lists.define(selection, for: "CP-1")
        #expect(isNew)
        #expect(list.desiredTags == ["A", "B", "C"])
        #expect(list.unregistered.map(\.text) == ["NOBODY"])
        #expect(list.definition?.selection == selection)
        #expect(try await fixture.lists.define(selection, for: "CP-1").isNew == false)
    }

    @Test("a charge point's own definition goes before its group's")
    func groups() async throws {
        let fixture = try await LocalListFixture()
        _ = try await fixture.lists.define(
            LocalListSelection(idTags: [try IdToken("A")]), forGroup: "north", replaces: false)
        #expect(try await fixture.list().desired == nil)
        _ = try await fixture.system.chargePoints.update("CP-1", ChargePointChanges(group: .some("north")))
        #expect(try await fixture.list().desiredTags == ["A"])
        #expect(try await fixture.list().definition?.owner == .group("north"))
        try await fixture.define("B")
        #expect(try await fixture.list().desiredTags == ["B"])
        try await fixture.lists.removeDefinition(for: "CP-1")
        #expect(try await fixture.list().desiredTags == ["A"])
        try await fixture.lists.removeDefinition(ofGroup: "north")
        #expect(try await fixture.list().desired == nil)
    }

    @Test("definitions of groups are created once, replaced, listed and removed")
    func groupVerbs() async throws {
        let fixture = try await LocalListFixture()
        let all = LocalListSelection(all: true)
        for group in ["b", "a", "c"] { _ = try await fixture.lists.define(all, forGroup: group, replaces: false) }
        let exists = await #expect(throws: LocalListError.self) {
            try await fixture.lists.define(all, forGroup: "a", replaces: false)
        }
        #expect(exists?.code == .exists)
        #expect(try await fixture.lists.define(all, forGroup: "a", replaces: true).isNew == false)
        let page = try await fixture.lists.groups(PageRequest(limit: 2))
        #expect(page.items.map(\.owner) == [.group("a"), .group("b")])
        let rest = try await fixture.lists.groups(PageRequest(limit: 2, cursor: page.nextCursor))
        #expect(rest.items.map(\.owner) == [.group("c")])
        try await fixture.lists.removeDefinition(ofGroup: "a")
        let gone = await #expect(throws: LocalListError.self) { try await fixture.lists.definition(ofGroup: "a") }
        #expect(gone?.code == .unknownDefinition)
        let unknown = await #expect(throws: LocalListError.self) { try await fixture.lists.removeDefinition(for: "CP-1") }
        #expect(unknown?.code == .unknownDefinition)
    }

    @Test("everything is forgotten with the charge point")
    func removed() async throws {
        let fixture = try await LocalListFixture()
        try await fixture.define("A")
        try await fixture.send()
        try await fixture.system.chargePoints.delete("CP-1")
        try await fixture.central.register()
        let list = try await fixture.list()
        #expect(list.definition == nil)
        #expect(list.held == nil)
        #expect(list.updates.isEmpty)
        #expect(list.highestVersion == 0)
    }
}
