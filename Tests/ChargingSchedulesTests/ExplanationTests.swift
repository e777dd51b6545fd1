import ChargingSchedules
import OCPP16
import OCPPJ
import Testing

@Suite("Explanations of composite schedules")
struct ExplanationTests {
    private let start = "2026-11-23T00:00:00Z"

    @Test("each period says which profile decides and until when")
    func texts() throws {
        let profiles: [InstalledProfile] = [
            .tx(12, level: 3, transaction: 7, ChargingSchedule([(0, 16), (64_800, 6.5)], duration: 90_030, start: start)),
            .chargePointMax(1, ChargingSchedule([(0, 20)], start: "2026-11-24T10:00:00Z")),
        ]
        let schedule = try composite(profiles, seconds: 3 * 86_400, transaction: start)
        #expect(
            schedule.periods.map(\.explanation) == [
                "16 A because TxProfile 12, level 3, until 18:00 UTC",
                "6.5 A because TxProfile 12, level 3, until 01:00:30 UTC on 2026-11-24",
                "no limit because no profile says anything, until 10:00 UTC",
                "20 A because ChargePointMaxProfile 1, level 0, until at least 00:00 UTC on 2026-11-26",
            ])
        #expect(
            schedule.periods.map(\.ending) == [
                .nextSchedulePeriod, .scheduleDuration, .otherLimit(ProfileReference(profiles[1])), .requestedTime,
            ])
    }

    @Test("connector 0 says what each connector adds")
    func connectors() throws {
        let profiles: [InstalledProfile] = [
            .txDefault(1, on: 0, ChargingSchedule([(0, 10)], start: start)),
            .txDefault(2, level: 1, on: 2, ChargingSchedule([(0, 6)], duration: 3600, start: start)),
        ]
        let schedule = try composite(profiles, connector: 0, connectors: [1, 2])
        #expect(
            schedule.periods.first?.explanation == """
                16 A because of the connectors together (connector 1: 10 A by TxDefaultProfile 1, level 0; connector 2: 6 A by \
                TxDefaultProfile 2, level 1), until 01:00 UTC
                """)
        #expect(schedule.periods.map(\.ending) == [.otherLimit(nil), .requestedTime])
    }

    @Test("what was considered is told with what became of it")
    func considered() throws {
        let profiles: [InstalledProfile] = [
            .chargePointMax(1, ChargingSchedule([(0, 32)], start: start)),
            .txDefault(2, level: 4, ChargingSchedule([(0, 8)], start: start)),
            .tx(3, level: 1, transaction: 7, ChargingSchedule([(0, 10)], start: start)),
            .tx(4, level: 2, transaction: 7, ChargingSchedule([(0, 16)], duration: 3600, start: start)),
            .txDefault(5, level: 4, on: 2, ChargingSchedule([(0, 6)], start: start)),
        ]
        let schedule = try composite(profiles, transaction: start)
        let first = schedule.limitsConsidered(at: schedule.request.start)
        #expect(first.map(\.profile.chargingProfileId) == [1, 4, 3, 2])
        let four = ProfileReference(profiles[3])
        #expect(first.map(\.verdict) == [.notLowest, .decides, .lowerStackLevel(than: four), .overruled(by: four)])
        #expect(
            first.map(\.description) == [
                "32 A by ChargePointMaxProfile 1, level 0: another limit is lower", "16 A by TxProfile 4, level 2: decides",
                "10 A by TxProfile 3, level 1: TxProfile 4, level 2, is higher in the stack",
                "8 A by TxDefaultProfile 2, level 4: overruled by TxProfile 4, level 2",
            ])
        let later = schedule.limitsConsidered(at: schedule.request.start.advanced(bySeconds: 3600))
        #expect(later.map(\.profile.chargingProfileId) == [1, 3, 2])
        #expect(schedule.limitsConsidered(at: schedule.request.end).isEmpty)
    }

    @Test("equal limits: the transaction's gives the reason")
    func tie() throws {
        let profiles: [InstalledProfile] = [
            .chargePointMax(1, ChargingSchedule([(0, 16)], start: start)), .txDefault(2, ChargingSchedule([(0, 16)], start: start)),
        ]
        #expect(try composite(profiles).summary == ["0: 16.0 by 2"])
    }

    @Test("limits are found by moment; outside of the schedule there is none")
    func lookup() throws {
        let schedule = try composite([.txDefault(1, ChargingSchedule([(0, 16), (60, 10), (120, 6)], start: start))], seconds: 180)
        #expect(schedule.limit(at: try moment(start)) == 16)
        #expect(schedule.limit(at: try moment("2026-11-23T00:00:59.999Z")) == 16)
        #expect(schedule.limit(at: try moment("2026-11-23T00:01:00Z")) == 10)
        #expect(schedule.limit(at: try moment("2026-11-23T00:02:59.999Z")) == 6)
        #expect(schedule.period(at: try moment("2026-11-23T00:03:00Z")) == nil)
        #expect(schedule.period(at: try moment("2026-11-22T23:59:59.999Z")) == nil)
        #expect(try composite([], seconds: 0).periods.isEmpty)
    }
}
