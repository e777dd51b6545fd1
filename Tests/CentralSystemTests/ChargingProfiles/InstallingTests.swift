import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Charging profiles that are sent")
struct InstallingTests {
    @Test("an accepted profile is installed, whoever sent it")
    func accepted() async throws {
        let fixture = try await SmartChargingFixture()
        let command = try await fixture.set(7, connector: 2, level: 3)
        let record = try await fixture.newest()
        #expect(record.state == .installed)
        #expect(record.status == "Accepted")
        #expect(record.connectorId == 2)
        #expect(record.profile.chargingProfileId == 7)
        #expect(record.profile.stackLevel == 3)
        #expect(record.commandId == command.id)
        #expect(record.requestedBy == "test")
        #expect(record.installedAt == CentralSystemFixture.morning)
        #expect(record.endedAt == nil)
        #expect(try await fixture.service.get(record.id, chargePoint: "CP-1") == record)
    }

    @Test("a refused profile leaves what was there and is shown", arguments: ["Rejected", "NotSupported"])
    func refused(status: String) async throws {
        let fixture = try await SmartChargingFixture()
        try await fixture.set(1)
        fixture.link.answer(#"{"status":"\#(status)"}"#)
        try await fixture.set(2)
        #expect(try await fixture.states() == [1: .installed, 2: .refused])
        let refused = try await fixture.newest()
        #expect(refused.status == status)
        #expect(refused.reason == "the charge point answered \(status)")
        #expect(refused.installedAt == nil)
    }

    @Test("without an answer nothing changes, and it is told why", arguments: [
        (CallFailure.Code.timedOut, true), (.disconnected, true), (.notConnected, false), (.queueFull, false),
    ])
    func unanswered(code: CallFailure.Code, mayBeThere: Bool) async throws {
        let fixture = try await SmartChargingFixture()
        try await fixture.set(1)
        fixture.link.fail(code)
        try await fixture.set(2)
        #expect(try await fixture.states() == [1: .installed, 2: .unanswered])
        let reason = try #require(try await fixture.newest().reason)
        #expect(reason.contains("may have it all the same") == mayBeThere)
    }

    @Test("an answer that cannot be read is no answer")
    func unreadable() async throws {
        let fixture = try await SmartChargingFixture()
        fixture.link.answer(#"{"status":"Perhaps"}"#)
        try await fixture.set(1)
        #expect(try await fixture.newest().state == .unanswered)
    }

    @Test("the same id replaces on whichever connector it was")
    func sameID() async throws {
        let fixture = try await SmartChargingFixture()
        try await fixture.set(1, connector: 1, level: 0)
        try await fixture.set(1, connector: 2, level: 5)
        let records = try await fixture.records()
        #expect(records.map(\.state) == [.replaced, .installed])
        #expect(records.first?.replacedBy == records.last?.id)
        #expect(records.first?.endedAt != nil)
    }

    @Test("the same purpose and stack level on the same connector replace, anything else is stacked")
    func sameSlot() async throws {
        let fixture = try await SmartChargingFixture()
        try await fixture.set(1, connector: 1, level: 1)
        try await fixture.set(2, connector: 1, level: 2)
        try await fixture.set(3, connector: 2, level: 1)
        try await fixture.set(4, connector: 0, level: 1)
        try await fixture.set(5, connector: 0, "ChargePointMaxProfile", level: 1)
        #expect(try await fixture.installed() == [1, 2, 3, 4, 5])
        try await fixture.set(6, connector: 1, level: 1)
        #expect(try await fixture.installed() == [2, 3, 4, 5, 6])
        try await fixture.set(7, connector: 0, level: 1)
        #expect(try await fixture.installed() == [2, 3, 5, 6, 7])
        try await fixture.set(8, connector: 0, "ChargePointMaxProfile", level: 1)
        #expect(try await fixture.installed() == [2, 3, 6, 7, 8])
    }

    @Test("answers count in the order in which they came, not in which they are recorded")
    func lateRecording() async throws {
        let fixture = try await SmartChargingFixture()
        try await fixture.set(1)
        let earlier = CentralSystemFixture.morning.advanced(bySeconds: -10)
        let first = try await fixture.newest()
        try await fixture.central.database.write { connection in
            var late = first
            late.state = .requested
            late.commandId = 0
            late.profile.chargingProfileId = 2
            try ChargingProfileStore.add(late, in: connection)
            let added = try #require(try ChargingProfileStore.find(command: 0, chargePointKey: first.chargePointKey, in: connection))
            try ChargingProfileLedger.install(added, at: earlier, in: connection)
        }
        #expect(try await fixture.states() == [1: .installed, 2: .replaced])
    }

    @Test("a clear that was answered later but recorded earlier still clears")
    func lateRecordingOfClear() async throws {
        let fixture = try await SmartChargingFixture()
        try await fixture.set(1)
        let first = try await fixture.newest()
        try await fixture.send("ClearChargingProfile", "{}")
        try await fixture.central.database.write { connection in
            try ChargingProfileLedger.install(first, at: CentralSystemFixture.morning, in: connection)
        }
        #expect(try await fixture.states() == [1: .cleared])
    }

    @Test("a restart of the server leaves what was on its way unanswered, and what is installed as it is")
    func restart() async throws {
        let fixture = try await SmartChargingFixture()
        try await fixture.set(1)
        let reached = AsyncStream.makeStream(of: Void.self)
        let gate = AsyncStream.makeStream(of: Void.self)
        fixture.link.script { _, _ in
            reached.continuation.finish()
            for await _ in gate.stream {}
            return .success(#"{"status":"Accepted"}"#)
        }
        let sending = Task { try await fixture.set(2, level: 1) }
        for await _ in reached.stream {}
        #expect(try await fixture.states() == [1: .installed, 2: .requested])
        _ = try await fixture.central.restarted()
        #expect(try await fixture.states() == [1: .installed, 2: .unanswered])
        gate.continuation.finish()
        _ = try await sending.value
        #expect(try await fixture.states() == [1: .installed, 2: .unanswered])
    }

    @Test("a boot changes nothing; removing the charge point forgets everything")
    func bootAndRemoval() async throws {
        let fixture = try await SmartChargingFixture()
        try await fixture.set(1)
        try await fixture.send("ClearChargingProfile", #"{"id":99}"#)
        try await fixture.send("GetCompositeSchedule", #"{"connectorId":1,"duration":60}"#)
        try await fixture.tell("BootNotification", Station.boot)
        #expect(try await fixture.installed() == [1])
        try await fixture.system.chargePoints.delete("CP-1")
        let left = try await fixture.central.database.read { connection in
            try ["charging_profiles", "charging_profile_ids", "charging_profile_clear_requests", "composite_schedules"].map {
                try connection.rows("SELECT charge_point_key FROM \($0)").count
            }
        }
        #expect(left == [0, 0, 0, 0])
    }

    @Test("history is bounded, what is installed is not forgotten")
    func bounded() async throws {
        let fixture = try await SmartChargingFixture()
        try await fixture.set(1, level: 9)
        for _ in 0..<ChargingProfileStore.kept + 20 { try await fixture.set(2) }
        let records = try await fixture.records()
        #expect(records.first?.profile.chargingProfileId == 1)
        #expect(records.count <= ChargingProfileStore.kept + 2)
        #expect(try await fixture.installed() == [1, 2])
    }

    @Test("lists can be narrowed")
    func filters() async throws {
        let fixture = try await SmartChargingFixture()
        try await fixture.set(1, connector: 0, "ChargePointMaxProfile")
        try await fixture.set(2, connector: 1)
        try await fixture.set(3, connector: 1)
        func ids(_ filter: ChargingProfileFilter) async throws -> [Int] {
            try await fixture.service.list(chargePoint: "CP-1", filter).items.map(\.profile.chargingProfileId)
        }
        #expect(try await ids(ChargingProfileFilter(states: ChargingProfileState.current)) == [3, 1])
        #expect(try await ids(ChargingProfileFilter(states: [.replaced])) == [2])
        #expect(try await ids(ChargingProfileFilter(connectorId: 1)) == [3, 2])
        #expect(try await ids(ChargingProfileFilter(purpose: .chargePointMaxProfile)) == [1])
        let page = try await fixture.service.list(chargePoint: "CP-1", ChargingProfileFilter(), PageRequest(limit: 2))
        let rest = try await fixture.service.list(
            chargePoint: "CP-1", ChargingProfileFilter(), PageRequest(limit: 2, cursor: page.nextCursor))
        #expect((page.items + rest.items).map(\.profile.chargingProfileId) == [3, 2, 1])
    }
}
