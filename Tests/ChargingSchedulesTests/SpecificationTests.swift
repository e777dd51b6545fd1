import ChargingSchedules
import OCPP16
import OCPPJ
import Testing

/// What the specification and its errata say, sentence by sentence.
@Suite("Charging profiles as the specification and its errata have them")
struct SpecificationTests {
    private static let hour: Int32 = 3600

    @Test("the example of section 3.13.7: 6 kW between 08:00 and 20:00")
    func example() throws {
        let profile = InstalledProfile.txDefault(
            100, kind: .recurring, recurrency: .daily,
            ChargingSchedule(
                [(0, 11_000), (28_800, 6000), (72_000, 11_000)], unit: .watts, duration: 86_400, start: "2013-01-01T00:00Z", phases: 3))
        let schedule = try composite([profile], seconds: 2 * 86_400, unit: .watts)
        #expect(
            schedule.summary == [
                "0: 11000.0 by 100", "28800: 6000.0 by 100", "72000: 11000.0 by 100", "115200: 6000.0 by 100", "158400: 11000.0 by 100",
            ])
        #expect(schedule.periods.allSatisfy { $0.numberPhases == 3 })
    }

    @Test("a calendar of section 3.13.2: a weekly default, and a holiday on top of it")
    func calendar() throws {
        // Monday 2026-11-23: reduced from 06:00 to 23:00.
        let weekly = InstalledProfile.txDefault(
            1, kind: .recurring, recurrency: .weekly,
            ChargingSchedule([(0, 32), (6 * Self.hour, 10), (23 * Self.hour, 32)], duration: 604_800, start: "2026-11-02T00:00:00Z"))
        let holiday = InstalledProfile.txDefault(
            2, level: 1, from: "2026-11-23T00:00:00Z", to: "2026-11-23T12:00:00Z",
            ChargingSchedule([(0, 20)], start: "2026-11-01T00:00:00Z"))
        let schedule = try composite([weekly, holiday])
        #expect(schedule.summary == ["0: 20.0 by 2", "43200: 10.0 by 1", "82800: 32.0 by 1"])
        #expect(schedule.periods.map(\.ending) == [.validTo, .nextSchedulePeriod, .requestedTime])
    }

    @Test("without a duration, the highest stack level never gives way to a lower one (note of section 3.13.2)")
    func noDuration() throws {
        let lower = InstalledProfile.txDefault(1, ChargingSchedule([(0, 10)], start: "2026-11-23T00:00:00Z"))
        let higher = InstalledProfile.txDefault(2, level: 1, ChargingSchedule([(0, 20)], start: "2026-11-23T06:00:00Z"))
        #expect(try composite([lower, higher]).summary == ["0: 10.0 by 1", "21600: 20.0 by 2"])
    }

    @Test("a profile of the same level replaces even while it is not valid yet (note of section 3.13.2)")
    func replacedAhead() throws {
        let old = InstalledProfile.txDefault(1, ChargingSchedule([(0, 10)], start: "2026-11-01T00:00:00Z"))
        let new = InstalledProfile.txDefault(
            2, from: "2026-11-23T06:00:00Z", ChargingSchedule([(0, 16)], start: "2026-11-01T00:00:00Z"))
        let schedule = try composite([old, new])
        #expect(schedule.summary == ["0: - by none", "21600: 16.0 by 2"])
        #expect(schedule.disregarded.map(\.cause) == [.replaced(by: ProfileReference(new))])
        #expect(try composite([new, old]).summary == ["0: 10.0 by 1"])
    }

    @Test("a connector's TxDefaultProfile takes the place of connector 0's of the same level only (section 3.13.1)")
    func ownDefault() throws {
        let general = InstalledProfile.txDefault(1, level: 1, on: 0, ChargingSchedule([(0, 10)], start: "2026-11-01T00:00:00Z"))
        let basic = InstalledProfile.txDefault(2, level: 0, on: 0, ChargingSchedule([(0, 6)], start: "2026-11-01T00:00:00Z"))
        let own = InstalledProfile.txDefault(
            3, level: 1, on: 1, ChargingSchedule([(0, 16)], duration: 3600, start: "2026-11-23T00:00:00Z"))
        // After the connector's own one, level 0 counts, not connector 0's of level 1.
        #expect(try composite([own, general, basic]).summary == ["0: 16.0 by 3", "3600: 6.0 by 2"])
        #expect(try composite([own, general, basic], connector: 2).summary == ["0: 10.0 by 1"])
    }

    @Test("a TxProfile overrules the TxDefaultProfile while it has a value, whatever the stack levels (section 3.13.1)")
    func overruled() throws {
        let profiles: [InstalledProfile] = [
            .txDefault(1, level: 5, ChargingSchedule([(0, 10)], start: "2026-11-01T00:00:00Z")),
            .tx(2, level: 0, transaction: 7, kind: .relative, ChargingSchedule([(0, 32)], duration: 7200)),
        ]
        let schedule = try composite(profiles, transaction: "2026-11-23T01:00:00Z")
        #expect(schedule.summary == ["0: 10.0 by 1", "3600: 32.0 by 2", "10800: 10.0 by 1"])
        #expect(try composite(profiles).summary == ["0: 10.0 by 1"])
        #expect(try composite(profiles, transaction: "2026-11-23T01:00:00Z", id: 8).summary == ["0: 10.0 by 1"])
        let disregarded = try composite(profiles, transaction: "2026-11-23T01:00:00Z", id: 8).disregarded
        #expect(disregarded.map(\.cause) == [.otherTransaction(7)])
    }

    @Test("a TxProfile without a transaction's id, as RemoteStartTransaction brings it, holds for the one that runs (errata, 3.42 and 3.67)")
    func remoteStart() throws {
        let profiles: [InstalledProfile] = [
            .tx(2, kind: .relative, ChargingSchedule([(0, 12)])), .txDefault(1, on: 0, ChargingSchedule([(0, 10)])),
        ]
        #expect(try composite(profiles, transaction: "2026-11-22T20:00:00Z").summary == ["0: 12.0 by 2"])
        #expect(try composite(profiles, transaction: nil).disregarded.map(\.cause) == [.noTransaction])
    }

    @Test("TxProfiles stack, and validFrom and validTo count for them (errata, 3.65 and 3.66)")
    func validityOfTxProfiles() throws {
        let profiles: [InstalledProfile] = [
            .tx(1, level: 1, ChargingSchedule([(0, 16)], start: "2026-11-01T00:00:00Z")),
            .tx(
                2, level: 2, from: "2026-11-23T10:00:00+01:00", to: "2026-11-23T12:00:00Z",
                ChargingSchedule([(0, 8)], start: "2026-11-01T00:00:00Z")),
        ]
        let schedule = try composite(profiles, transaction: "2026-11-22T20:00:00Z")
        #expect(schedule.summary == ["0: 16.0 by 1", "32400: 8.0 by 2", "43200: 16.0 by 1"])
        #expect(schedule.periods.map(\.ending) == [.otherLimit(ProfileReference(profiles[1])), .validTo, .requestedTime])
    }

    @Test("the lower one of the charge point's limit and the transaction's counts (section 3.13.3)")
    func lowestPurpose() throws {
        let schedule = try composite([
            .chargePointMax(1, ChargingSchedule([(0, 20), (7200, 10)], start: "2026-11-23T00:00:00Z")),
            .txDefault(2, ChargingSchedule([(0, 16), (10_800, 6)], start: "2026-11-23T00:00:00Z")),
        ])
        #expect(schedule.summary == ["0: 16.0 by 2", "7200: 10.0 by 1", "10800: 6.0 by 2"])
    }

    @Test("a recurring schedule shorter than its cycle falls back to the lower level, then to none (errata, 3.43)")
    func fallBack() throws {
        let daily = InstalledProfile.txDefault(
            2, level: 3, kind: .recurring, recurrency: .daily,
            ChargingSchedule([(0, 6)], duration: 4 * Self.hour, start: "2026-10-01T18:00:00Z"))
        let lower = InstalledProfile.txDefault(1, level: 1, to: "2026-11-24T12:00:00Z", ChargingSchedule([(0, 16)]))
        let schedule = try composite([daily, lower], seconds: 2 * 86_400)
        #expect(
            schedule.summary == [
                "0: 16.0 by 1", "64800: 6.0 by 2", "79200: 16.0 by 1", "129600: - by none", "151200: 6.0 by 2", "165600: - by none",
            ])
        #expect(schedule.periods[1].ending == .scheduleDuration)
    }

    @Test("what is longer than the recurrence is not executed (errata, 3.43 and 3.44)", arguments: [90_000, 200_000, nil])
    func longerThanRecurrence(duration: Int32?) throws {
        let daily = InstalledProfile.txDefault(
            1, kind: .recurring, recurrency: .daily,
            ChargingSchedule([(0, 6), (80_000, 7), (86_400, 8), (88_000, 9)], duration: duration, start: "2026-11-20T00:00:00Z"))
        let schedule = try composite([daily], seconds: 2 * 86_400)
        #expect(schedule.summary == ["0: 6.0 by 1", "80000: 7.0 by 1", "86400: 6.0 by 1", "166400: 7.0 by 1"])
        #expect(schedule.periods[1].ending == .recurrence)
    }

    @Test("a recurring schedule starts again at the time, and the day of the week, of its startSchedule (errata, 3.78)")
    func recurrence() throws {
        // Thursday, 21:30 in New York.
        let weekly = InstalledProfile.txDefault(
            1, kind: .recurring, recurrency: .weekly,
            ChargingSchedule([(0, 6)], duration: Self.hour, start: "2026-07-02T21:30:00-04:00"))
        let schedule = try composite([weekly], seconds: 14 * 86_400)
        let starts = schedule.periods.filter { $0.limit != nil }.map(\.start.rfc3339)
        #expect(starts == ["2026-11-27T01:30:00.000Z", "2026-12-04T01:30:00.000Z"])
    }

    @Test("a recurring schedule says nothing before its startSchedule")
    func futureRecurrence() throws {
        let daily = InstalledProfile.txDefault(
            1, kind: .recurring, recurrency: .daily, ChargingSchedule([(0, 6)], duration: Self.hour, start: "2026-11-24T06:00:00Z"))
        #expect(try composite([daily], seconds: 2 * 86_400).summary == ["0: - by none", "108000: 6.0 by 1", "111600: - by none"])
    }

    @Test("periods after the duration are not executed, the last one goes on until the duration ends (section 5.16.4)")
    func periodsAndDuration() throws {
        let schedule = ChargingSchedule([(0, 6), (100, 8), (7200, 10)], duration: 3600, start: "2026-11-23T00:00:00Z")
        #expect(try composite([.txDefault(1, schedule)]).summary == ["0: 6.0 by 1", "100: 8.0 by 1", "3600: - by none"])
    }

    @Test("a first period that does not start at 0 leaves the time before to others (errata, 3.45 and 3.69, forbid it)")
    func lateFirstPeriod() throws {
        let profiles: [InstalledProfile] = [
            .txDefault(1, level: 1, ChargingSchedule([(600, 6)], start: "2026-11-23T00:00:00Z")),
            .txDefault(2, level: 0, ChargingSchedule([(0, 10)], start: "2026-11-23T00:00:00Z")),
        ]
        #expect(try composite(profiles).summary == ["0: 10.0 by 2", "600: 6.0 by 1"])
    }

    @Test("periods count by their start, in whatever order they come; of two with one start, the later")
    func disorder() throws {
        let schedule = ChargingSchedule([(7200, 8), (0, 6), (3600, 7), (7200, 9)], start: "2026-11-23T00:00:00Z")
        #expect(try composite([.txDefault(1, schedule)]).summary == ["0: 6.0 by 1", "3600: 7.0 by 1", "7200: 9.0 by 1"])
    }

    @Test("a schedule of no duration says nothing")
    func noTime() throws {
        let profile = InstalledProfile.txDefault(1, ChargingSchedule([(0, 6)], duration: 0, start: "2026-11-23T00:00:00Z"))
        #expect(try composite([profile]).summary == ["0: - by none"])
        let daily = InstalledProfile.txDefault(
            1, kind: .recurring, recurrency: .daily, ChargingSchedule([(0, 6)], duration: 0, start: "2026-11-20T00:00:00Z"))
        #expect(try composite([daily]).summary == ["0: - by none"])
    }

    @Test("relative schedules, and absolute ones without a start, start with the transaction (sections 7.9 and 7.13)")
    func relative() throws {
        for kind in [ChargingProfileKindType.relative, .absolute] {
            let profile = InstalledProfile.txDefault(1, kind: kind, ChargingSchedule([(0, 32), (3600, 10)]))
            #expect(try composite([profile], transaction: "2026-11-22T23:30:00Z").summary == ["0: 32.0 by 1", "1800: 10.0 by 1"])
            // Nobody charges: as if somebody began at once.
            #expect(try composite([profile]).summary == ["0: 32.0 by 1", "3600: 10.0 by 1"])
        }
    }

    @Test("the startSchedule of a relative schedule does not count")
    func relativeWithStart() throws {
        let profile = InstalledProfile.txDefault(1, kind: .relative, ChargingSchedule([(0, 32), (3600, 10)], start: "2020-01-01T00:00:00Z"))
        #expect(try composite([profile]).summary == ["0: 32.0 by 1", "3600: 10.0 by 1"])
    }

    @Test("a time that cannot be read counts as absent; a recurring profile that does not say how runs once")
    func unreadable() throws {
        let profile = InstalledProfile.txDefault(
            1, kind: .recurring, from: "soon", to: "later", ChargingSchedule([(0, 32), (3600, 10)], duration: 7200, start: "then"))
        #expect(try composite([profile], seconds: 2 * 86_400).summary == ["0: 32.0 by 1", "3600: 10.0 by 1", "7200: - by none"])
    }

    @Test("a profile that ceases to be valid before it starts to be says nothing")
    func neverValid() throws {
        let profile = InstalledProfile.txDefault(
            1, from: "2026-11-23T02:00:00Z", to: "2026-11-23T01:00:00Z", ChargingSchedule([(0, 32)], start: "2026-11-23T00:00:00Z"))
        #expect(try composite([profile]).summary == ["0: - by none"])
    }

    @Test("profiles on connectors where they cannot be set do not count (section 3.13.1)")
    func wrongConnectors() throws {
        let profiles: [InstalledProfile] = [
            .chargePointMax(1, on: 1, ChargingSchedule([(0, 6)])), .tx(2, on: 0, ChargingSchedule([(0, 6)])),
        ]
        let schedule = try composite(profiles, transaction: "2026-11-23T00:00:00Z")
        #expect(schedule.summary == ["0: - by none"])
        #expect(schedule.disregarded.map(\.cause) == [.chargePointMaxProfileOnConnector, .txProfileOnChargePoint])
    }

    @Test("a new profile replaces that of its id, or of its purpose, level and connector (sections 3.13.2 and 5.16.3)")
    func replacing() {
        let schedule = ChargingSchedule([(0, 6)])
        let new = InstalledProfile.txDefault(1, level: 2, on: 0, schedule)
        #expect(new.replaces(.txDefault(9, level: 2, on: 0, schedule)))
        #expect(new.replaces(.tx(1, level: 0, on: 2, schedule)))
        #expect(!new.replaces(.txDefault(9, level: 2, on: 1, schedule)))
        #expect(!new.replaces(.txDefault(9, level: 3, on: 0, schedule)))
        #expect(!new.replaces(.chargePointMax(9, level: 2, schedule)))
    }
}
