import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("Clearing charging profiles")
struct ClearingTests {
    /// 1: ChargePointMaxProfile on 0; 2: TxDefaultProfile on 0; 3: TxDefaultProfile on 1; 4: the same one level up; 5: on 2.
    private func fixture() async throws -> SmartChargingFixture {
        let fixture = try await SmartChargingFixture()
        try await fixture.set(1, connector: 0, "ChargePointMaxProfile", level: 1)
        try await fixture.set(2, connector: 0, level: 1)
        try await fixture.set(3, connector: 1, level: 1)
        try await fixture.set(4, connector: 1, level: 2)
        try await fixture.set(5, connector: 2, level: 1)
        return fixture
    }

    @Test("an accepted request clears what it matches", arguments: [
        (#"{"id":3}"#, [3]),
        (#"{"id":3,"connectorId":2,"stackLevel":7}"#, [3]),
        (#"{"connectorId":1}"#, [3, 4]),
        (#"{"connectorId":0}"#, [1, 2]),
        (#"{"chargingProfilePurpose":"TxDefaultProfile"}"#, [2, 3, 4, 5]),
        (#"{"stackLevel":1}"#, [1, 2, 3, 5]),
        (#"{"connectorId":1,"chargingProfilePurpose":"TxDefaultProfile","stackLevel":1}"#, [3]),
        (#"{"connectorId":1,"chargingProfilePurpose":"ChargePointMaxProfile"}"#, []),
        ("{}", [1, 2, 3, 4, 5]),
    ])
    func accepted(request: String, cleared: [Int]) async throws {
        let fixture = try await fixture()
        try await fixture.send("ClearChargingProfile", request)
        #expect(fixture.link.lastPayload == request)
        #expect(try await fixture.installed() == [1, 2, 3, 4, 5].filter { !cleared.contains($0) })
        let record = try #require(try await fixture.service.clearRequests(chargePoint: "CP-1").items.first)
        #expect(record.state == .answered)
        #expect(record.status == .accepted)
        #expect(record.chargingProfileIds == cleared)
        #expect((record.note == nil) == !cleared.isEmpty)
        for gone in try await fixture.records() where cleared.contains(gone.profile.chargingProfileId) {
            #expect(gone.state == .cleared)
            #expect(gone.endedAt == CentralSystemFixture.morning)
        }
    }

    @Test("what a charge point says it does not have leaves the record, when no selection can be misread", arguments: [
        (#"{"id":3}"#, [3]), ("{}", [1, 2, 3, 4, 5]), (#"{"id":3,"connectorId":1}"#, []),
    ])
    func lost(request: String, gone: [Int]) async throws {
        let fixture = try await fixture()
        fixture.link.answer(#"{"status":"Unknown"}"#)
        try await fixture.send("ClearChargingProfile", request)
        #expect(try await fixture.installed() == [1, 2, 3, 4, 5].filter { !gone.contains($0) })
        let record = try #require(try await fixture.service.clearRequests(chargePoint: "CP-1").items.first)
        #expect(record.status == .unknown)
        #expect(record.chargingProfileIds == (gone.isEmpty ? [3] : gone))
        #expect(record.note != nil)
    }

    @Test("Unknown to a selection changes nothing and tells when the record differs")
    func unknown() async throws {
        let fixture = try await fixture()
        fixture.link.answer(#"{"status":"Unknown"}"#)
        try await fixture.send("ClearChargingProfile", #"{"connectorId":1}"#)
        try await fixture.send("ClearChargingProfile", #"{"id":99}"#)
        #expect(try await fixture.installed() == [1, 2, 3, 4, 5])
        let records = try await fixture.service.clearRequests(chargePoint: "CP-1").items
        #expect(records.map(\.status) == [.unknown, .unknown])
        #expect(records.map(\.chargingProfileIds) == [[], [3, 4]])
        #expect(records.first?.note == nil)
        #expect(records.last?.note?.contains("on record as installed: 3, 4.") == true)
    }

    @Test("without an answer nothing changes, and it is told why")
    func unanswered() async throws {
        let fixture = try await fixture()
        fixture.link.fail(.timedOut)
        try await fixture.send("ClearChargingProfile", "{}")
        #expect(try await fixture.installed() == [1, 2, 3, 4, 5])
        let record = try #require(try await fixture.service.clearRequests(chargePoint: "CP-1").items.first)
        #expect(record.state == .unanswered)
        #expect(record.note == "no answer in time")
    }

    @Test("a profile that is sent after the clear stays")
    func later() async throws {
        let fixture = try await fixture()
        try await fixture.send("ClearChargingProfile", "{}")
        try await fixture.set(6)
        #expect(try await fixture.installed() == [6])
    }
}
