import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("idTags")
struct IdTagServiceTests {
    @Test("are found whatever their case, and keep the case that they were written in")
    func caseInsensitive() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        _ = try await fixture.idTags.create(try IdToken("AbC-1"), IdTagValues(parentIdTag: try IdToken("Group")))
        let info = try await fixture.authorize("aBc-1", from: chargePoint)
        #expect(info == IdTagInfo(status: .accepted, parentIdTag: try IdToken("Group")))
        #expect(try await fixture.idTags.get(try IdToken("ABC-1"))?.idTag.text == "AbC-1")
        await #expect(throws: IdTagError.exists(try IdToken("ABC-1"))) {
            try await fixture.idTags.create(try IdToken("ABC-1"), IdTagValues())
        }
    }

    @Test("Authorize never says ConcurrentTx")
    func neverConcurrent() async throws {
        let fixture = try await ChargingFixture()
        let chargePoint = try await fixture.chargePoint()
        try await fixture.start(chargePoint)
        #expect(try await fixture.authorize("TAG", from: chargePoint).status == .accepted)
        #expect(try await fixture.authorize("NOBODY", from: chargePoint).status == .invalid)
    }

    @Test("can be replaced, changed and removed")
    func changes() async throws {
        let fixture = try await ChargingFixture()
        let tag = try IdToken("NEW")
        #expect(try await fixture.idTags.put(tag, IdTagValues(status: .blocked)).isNew)
        fixture.time.advance(seconds: 60)
        let replaced = try await fixture.idTags.put(tag, IdTagValues(note: "fleet"))
        #expect(!replaced.isNew)
        #expect(replaced.idTag.createdAt == ChargingFixture.morning)
        let changed = try await fixture.idTags.update(tag) { $0.maximumConcurrentTransactions = 0 }
        #expect(changed.values == IdTagValues(maximumConcurrentTransactions: 0, note: "fleet"))
        #expect(try await fixture.idTags.get(tag) == changed)
        try await fixture.idTags.delete(tag)
        #expect(try await fixture.idTags.get(tag) == nil)
        await #expect(throws: IdTagError.unknown(tag)) { try await fixture.idTags.delete(tag) }
        await #expect(throws: IdTagError.unknown(tag)) { try await fixture.idTags.update(tag) { _ in } }
    }

    @Test("refuse values that make no sense, and name the member")
    func refusals() async throws {
        let fixture = try await ChargingFixture()
        for (values, member) in [
            (IdTagValues(maximumConcurrentTransactions: -1), "maximumConcurrentTransactions"),
            (IdTagValues(parentIdTag: try IdToken("x")), "parentIdTag"),
        ] {
            let error = await #expect(throws: IdTagError.self) { try await fixture.idTags.put(try IdToken("X"), values) }
            #expect(error?.code == .invalidMember && error?.member == member)
        }
    }

    @Test("are listed in order, in pages, by status in force and by text")
    func lists() async throws {
        let fixture = try await ChargingFixture()
        for number in 1...5 { _ = try await fixture.idTags.create(try IdToken("card_\(number)"), IdTagValues()) }
        _ = try await fixture.idTags.create(try IdToken("OLD"), IdTagValues(expiryDate: ChargingFixture.morning))

        var cursor: String?
        var seen: [String] = []
        repeat {
            let page = try await fixture.idTags.list(.init(), PageRequest(limit: 3, cursor: cursor))
            seen += page.items.map(\.idTag.text)
            cursor = page.nextCursor
        } while cursor != nil
        #expect(seen == ["card_1", "card_2", "card_3", "card_4", "card_5", "OLD", "TAG"])
        #expect(try await fixture.idTags.list(.init(effectiveStatus: .expired)).items.map(\.idTag.text) == ["OLD"])
        #expect(try await fixture.idTags.list(.init(search: "CARD_5")).items.map(\.idTag.text) == ["card_5"])
        #expect(try await fixture.idTags.list(.init(search: "a%")).items.isEmpty)
    }
}
