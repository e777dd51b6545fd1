import ChargingSchedules
import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("Composite schedules of charge points")
struct CompositeScheduleServiceTests {
    private static func query(_ connectorId: Int, unit: ChargingRateUnitType = .amperes) -> CompositeScheduleQuery {
        CompositeScheduleQuery(connectorId: connectorId, duration: 3600, unit: unit)
    }

    /// 32 A for the charge point, 16 A by default, 10 A for the transaction on connector 1.
    private func fixture() async throws -> (SmartChargingFixture, transaction: Int) {
        let fixture = try await SmartChargingFixture()
        let transaction = try await fixture.start()
        func set(_ id: Int, _ connector: Int, _ purpose: String, _ limit: String, _ transaction: Int? = nil) async throws {
            let profile = SmartChargingFixture.profile(id, purpose, transaction: transaction, limit: limit)
            try await fixture.send("SetChargingProfile", #"{"connectorId":\#(connector),"csChargingProfiles":\#(profile)}"#)
        }
        try await set(1, 0, "ChargePointMaxProfile", "32.0")
        try await set(2, 0, "TxDefaultProfile", "16.0")
        try await set(3, 1, "TxProfile", "10.0", transaction)
        return (fixture, transaction)
    }

    @Test("the schedule follows from what is installed")
    func computed() async throws {
        let (fixture, transaction) = try await fixture()
        let first = try await fixture.service.compositeSchedule(Self.query(1), of: "CP-1")
        #expect(first.transactionId == transaction)
        #expect(first.schedule.request.start == CentralSystemFixture.morning)
        #expect(first.schedule.periods.map(\.limit) == [10])
        #expect(first.schedule.periods.first?.explanation.contains("TxProfile 3") == true)
        let second = try await fixture.service.compositeSchedule(Self.query(2), of: "CP-1")
        #expect(second.transactionId == nil)
        #expect(second.schedule.periods.map(\.limit) == [16])
        let watts = try await fixture.service.compositeSchedule(Self.query(1, unit: .watts), of: "CP-1")
        #expect(watts.schedule.periods.map(\.limit) == [6900])
        try await fixture.stop(transaction)
        #expect(try await fixture.service.compositeSchedule(Self.query(1), of: "CP-1").schedule.periods.map(\.limit) == [16])
        try await fixture.send("ClearChargingProfile", "{}")
        #expect(try await fixture.service.compositeSchedule(Self.query(1), of: "CP-1").schedule.periods.map(\.limit) == [nil])
    }

    @Test("the profile of a remote start limits the transaction that it started")
    func remoteStart() async throws {
        let fixture = try await SmartChargingFixture()
        let profile = SmartChargingFixture.profile(5, "TxProfile", limit: "7.5")
        try await fixture.send("RemoteStartTransaction", #"{"connectorId":1,"idTag":"TAG","chargingProfile":\#(profile)}"#)
        #expect(try await fixture.service.compositeSchedule(Self.query(1), of: "CP-1").schedule.periods.map(\.limit) == [nil])
        _ = try await fixture.start()
        #expect(try await fixture.service.compositeSchedule(Self.query(1), of: "CP-1").schedule.periods.map(\.limit) == [7.5])
    }

    private static func answer(_ limit: String, at start: String = "2026-09-21T14:13:20Z") -> String {
        """
        {"status":"Accepted","connectorId":1,"scheduleStart":"\(start)","chargingSchedule":{"duration":3600,\
        "chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":\(limit)}]}}
        """
    }

    private func ask(_ fixture: SmartChargingFixture) async throws -> ComparedSchedule {
        try await fixture.service.askForCompositeSchedule(
            GetCompositeSchedule(connectorId: 1, duration: 3600, chargingRateUnit: .amperes), of: "CP-1",
            supply: ElectricalSupply(), requestedBy: "test"
        ).compared
    }

    @Test("a charge point that obeys agrees")
    func agrees() async throws {
        let (fixture, _) = try await fixture()
        fixture.link.answer(Self.answer("10.0"))
        let compared = try await ask(fixture)
        #expect(fixture.link.lastPayload == #"{"connectorId":1,"duration":3600,"chargingRateUnit":"A"}"#)
        #expect(compared.report.state == .answered)
        #expect(compared.report.answer?.status == .accepted)
        #expect(compared.comparison?.agrees == true)
    }

    @Test("a charge point that allows more is found out")
    func differs() async throws {
        let (fixture, transaction) = try await fixture()
        fixture.link.answer(Self.answer("16.0"))
        let compared = try await ask(fixture)
        #expect(compared.comparison?.differences.map(\.kind) == [.higher])
        #expect(compared.comparison?.differences.first?.expected == 10)
        #expect(compared.comparison?.differences.first?.answered == 16)
        // What was known when the answer came counts, also later.
        try await fixture.stop(transaction)
        let kept = try await fixture.service.compositeScheduleReports(of: "CP-1", supply: ElectricalSupply()).items
        #expect(kept.map(\.report) == [compared.report])
        #expect(kept.first?.comparison == compared.comparison)
    }

    @Test("a charge point whose clock is wrong is compared by its own clock, and it is told")
    func wrongClock() async throws {
        let (fixture, _) = try await fixture()
        fixture.link.answer(Self.answer("10.0", at: "2026-09-21T14:23:20Z"))
        let compared = try await ask(fixture)
        #expect(compared.startOffset == 600)
        #expect(compared.comparison?.agrees == true)
        fixture.link.answer(Self.answer("10.0", at: "soon"))
        let unreadable = try await ask(fixture)
        #expect(unreadable.startOffset == nil)
        #expect(unreadable.computed?.schedule.request.start == CentralSystemFixture.morning)
    }

    @Test("a refusal and a missing answer are shown; there is nothing to compare")
    func noSchedule() async throws {
        let (fixture, _) = try await fixture()
        fixture.link.answer(#"{"status":"Rejected"}"#)
        let refused = try await ask(fixture)
        #expect(refused.report.answer?.status == .rejected)
        #expect(refused.computed?.schedule.periods.map(\.limit) == [10])
        #expect(refused.comparison == nil)
        fixture.link.fail(.timedOut)
        try await fixture.send("GetCompositeSchedule", #"{"connectorId":1,"duration":60}"#)
        let reports = try await fixture.service.compositeScheduleReports(of: "CP-1", supply: ElectricalSupply()).items
        #expect(reports.map(\.report.state) == [.unanswered, .answered])
        #expect(reports.first?.report.reason == "no answer in time")
        #expect(reports.first?.computed == nil)
    }
}
