import ChargingSchedules
import OCPP16
import OCPPJ
import Testing

@testable import ChargePointSimulator

/// A profile with limits from given seconds on.
func chargingProfile(
    _ id: Int = 1, _ purpose: ChargingProfilePurposeType = .txDefaultProfile, level: Int = 0,
    kind: ChargingProfileKindType = .absolute, unit: ChargingRateUnitType = .watts, transaction: Int? = nil,
    start: Timestamp? = morning, duration: Seconds? = nil, limits: [(Seconds, ChargingRate)] = [(0, 4000)]
) -> ChargingProfile {
    ChargingProfile(
        chargingProfileId: id, transactionId: transaction, stackLevel: level, chargingProfilePurpose: purpose,
        chargingProfileKind: kind,
        chargingSchedule: ChargingSchedule(
            duration: duration, startSchedule: kind == .relative ? nil : start.map { DateTime($0) },
            chargingRateUnit: unit,
            chargingSchedulePeriod: limits.map { ChargingSchedulePeriod(startPeriod: $0.0, limit: $0.1) }))
}

extension Bench {
    mutating func install(_ profile: ChargingProfile, at connector: ConnectorId = 1) throws -> ChargingProfileStatus {
        try command(SetChargingProfile(connectorId: connector, csChargingProfiles: profile)).status
    }

    var installedProfiles: [Int] { behaviour.chargingProfiles.installed.map(\.profile.chargingProfileId) }
}

@Suite("Charging profiles at the charge point")
struct ChargingProfileTests {
    @Test("every purpose has its place")
    func places() throws {
        var bench = try idleBench()
        #expect(try bench.install(chargingProfile(1, .chargePointMaxProfile), at: 0) == .accepted)
        #expect(try bench.install(chargingProfile(2, .chargePointMaxProfile), at: 1) == .rejected)
        #expect(try bench.install(chargingProfile(3, .txDefaultProfile), at: 0) == .accepted)
        #expect(try bench.install(chargingProfile(4, .txDefaultProfile), at: 1) == .accepted)
        #expect(try bench.install(chargingProfile(5, .txProfile), at: 1) == .rejected)
        #expect(bench.installedProfiles == [1, 3, 4])
        try bench.charge()
        #expect(try bench.install(chargingProfile(5, .txProfile), at: 0) == .rejected)
        #expect(try bench.install(chargingProfile(5, .txProfile, transaction: 99), at: 1) == .rejected)
        #expect(try bench.install(chargingProfile(5, .txProfile, transaction: 1), at: 1) == .accepted)
        #expect(try bench.install(chargingProfile(6, .txProfile, level: 1), at: 1) == .accepted)
        #expect(try bench.install(chargingProfile(7, .txProfile), at: 2) == .rejected)
        #expect(bench.installedProfiles == [1, 3, 4, 5, 6])
    }

    @Test("a connector that does not exist is an error")
    func unknownConnector() throws {
        var bench = try idleBench()
        let error = #expect(throws: CallError.self) { try bench.install(chargingProfile(), at: 3) }
        #expect(error?.code == .propertyConstraintViolation)
    }

    @Test("what the keys do not allow is rejected")
    func limits() throws {
        var bench = try idleBench()
        bench.set(.chargeProfileMaxStackLevel, to: "3")
        bench.set(.chargingScheduleMaxPeriods, to: "2")
        bench.set(.maxChargingProfilesInstalled, to: "2")
        bench.set(.chargingScheduleAllowedChargingRateUnit, to: "Power")
        #expect(try bench.install(chargingProfile(level: 4)) == .rejected)
        #expect(try bench.install(chargingProfile(limits: [(0, 1), (1, 2), (2, 3)])) == .rejected)
        #expect(try bench.install(chargingProfile(unit: .amperes)) == .rejected)
        #expect(try bench.install(chargingProfile(1, level: 3, limits: [(0, 1), (1, 2)])) == .accepted)
        #expect(try bench.install(chargingProfile(2, level: 2)) == .accepted)
        #expect(try bench.install(chargingProfile(3, level: 1)) == .rejected)
        #expect(try bench.install(chargingProfile(3, level: 2)) == .accepted)
        #expect(bench.installedProfiles == [1, 3])
    }

    @Test("a schedule that makes no sense is rejected")
    func nonsense() throws {
        var bench = try idleBench()
        #expect(try bench.install(chargingProfile(limits: [(10, 1)])) == .rejected)
        #expect(try bench.install(chargingProfile(limits: [(0, 1), (5, 2), (5, 3)])) == .rejected)
        #expect(try bench.install(chargingProfile(limits: [(0, -1)])) == .rejected)
        #expect(try bench.install(chargingProfile(kind: .recurring)) == .rejected)
        #expect(try bench.install(chargingProfile(1, .chargePointMaxProfile, kind: .relative), at: 0) == .rejected)
        var backwards = chargingProfile()
        backwards.validFrom = DateTime(morning)
        backwards.validTo = DateTime(morning.advanced(bySeconds: -1))
        #expect(try bench.install(backwards) == .rejected)
        var fourPhases = chargingProfile()
        fourPhases.chargingSchedule.chargingSchedulePeriod[0].numberPhases = 4
        #expect(try bench.install(fourPhases) == .rejected)
        var daily = chargingProfile(kind: .recurring)
        daily.recurrencyKind = .daily
        #expect(try bench.install(daily) == .accepted)
    }

    @Test("the same id, or the same purpose and level at the same connector, replaces")
    func replaces() throws {
        var bench = try idleBench()
        #expect(try bench.install(chargingProfile(1)) == .accepted)
        #expect(try bench.install(chargingProfile(2), at: 2) == .accepted)
        #expect(try bench.install(chargingProfile(3), at: 0) == .accepted)
        #expect(try bench.install(chargingProfile(4)) == .accepted)
        #expect(bench.installedProfiles == [2, 3, 4])
        #expect(try bench.install(chargingProfile(2, level: 5)) == .accepted)
        #expect(bench.installedProfiles == [3, 4, 2])
    }

    @Test("clearing matches all that is given; an id alone decides; nothing given clears everything")
    func clear() throws {
        var bench = try idleBench()
        #expect(try bench.install(chargingProfile(1, .chargePointMaxProfile), at: 0) == .accepted)
        for id in 2...4 { #expect(try bench.install(chargingProfile(id, level: id)) == .accepted) }
        #expect(try bench.install(chargingProfile(5, level: 2), at: 2) == .accepted)
        #expect(try bench.command(ClearChargingProfile(id: 9)).status == .unknown)
        #expect(try bench.command(ClearChargingProfile(connectorId: 1, stackLevel: 9)).status == .unknown)
        #expect(try bench.command(ClearChargingProfile(id: 4, connectorId: 2)).status == .accepted)
        #expect(bench.installedProfiles == [1, 2, 3, 5])
        let one = ClearChargingProfile(connectorId: 1, chargingProfilePurpose: .txDefaultProfile, stackLevel: 2)
        #expect(try bench.command(one).status == .accepted)
        #expect(bench.installedProfiles == [1, 3, 5])
        #expect(try bench.command(ClearChargingProfile(connectorId: 0)).status == .accepted)
        #expect(bench.installedProfiles == [3, 5])
        #expect(try bench.command(ClearChargingProfile()).status == .accepted)
        #expect(bench.installedProfiles.isEmpty)
        #expect(try bench.command(ClearChargingProfile()).status == .unknown)
    }

    @Test("a transaction's own profiles end with it, others outlast even a reset")
    func ends() throws {
        var bench = try idleBench()
        #expect(try bench.install(chargingProfile(1)) == .accepted)
        try bench.charge()
        #expect(try bench.install(chargingProfile(2, .txProfile, transaction: 1)) == .accepted)
        #expect(try bench.command(RemoteStopTransaction(transactionId: 1)).status == .accepted)
        #expect(bench.installedProfiles == [1])
        _ = try bench.command(Reset(type: .hard))
        try bench.run(seconds: 60)
        #expect(bench.installedProfiles == [1])
    }

    @Test("a remote start brings its profile along, for the transaction that it starts")
    func remoteStart() throws {
        var bench = try idleBench()
        let start = RemoteStartTransaction(
            idTag: try token("APP"), connectorId: 1, chargingProfile: chargingProfile(8, .txProfile, kind: .relative))
        #expect(try bench.command(start).status == .accepted)
        #expect(bench.installedProfiles.isEmpty)
        #expect(try bench.run(atMost: 60) { $0.status?.status == .charging })
        #expect(bench.installedProfiles == [8])
        #expect(bench.behaviour.connectors[0].transaction?.limitWatts == 4000)
        // The same level again, now with the transaction's id, replaces it.
        #expect(try bench.install(chargingProfile(9, .txProfile, transaction: 1)) == .accepted)
        #expect(bench.installedProfiles == [9])
    }

    @Test("a remote start with another kind of profile is rejected")
    func remoteStartRejected() throws {
        var bench = try idleBench()
        for profile in [
            chargingProfile(), chargingProfile(1, .txProfile, transaction: 1), chargingProfile(1, .txProfile, level: 11),
        ] {
            let start = RemoteStartTransaction(idTag: try token("APP"), chargingProfile: profile)
            #expect(try bench.command(start).status == .rejected)
        }
    }

    @Test("a profile that was brought along by somebody who never plugged in is forgotten")
    func neverPluggedIn() throws {
        var bench = try idleBench()
        bench.set(.connectionTimeOut, to: "3")
        let start = RemoteStartTransaction(
            idTag: try token("APP"), connectorId: 1, chargingProfile: chargingProfile(8, .txProfile))
        #expect(try bench.command(start).status == .accepted)
        try bench.run(seconds: 10)
        bench.set(.connectionTimeOut, to: "60")
        try bench.charge()
        #expect(bench.installedProfiles.isEmpty)
    }

    @Test("the composite schedule has the ratings where no profile limits")
    func composite() throws {
        var bench = try idleBench()
        let profile = chargingProfile(
            1, .chargePointMaxProfile, unit: .amperes, duration: 1000, limits: [(0, 10), (400, 100), (600, 6)])
        #expect(try bench.install(profile, at: 0) == .accepted)
        let answer = try bench.command(GetCompositeSchedule(connectorId: 1, duration: 2000, chargingRateUnit: .amperes))
        #expect(answer.status == .accepted)
        #expect(answer.scheduleStart?.timestamp == morning)
        let schedule = try #require(answer.chargingSchedule)
        #expect(schedule.duration == 2000)
        #expect(schedule.chargingSchedulePeriod.map(\.startPeriod) == [0, 400, 600, 1000])
        #expect(schedule.chargingSchedulePeriod.map(\.limit) == [10, 32, 6, 32])
    }

    @Test("a composite schedule of what is not there, or in a unit that is not taken, is rejected")
    func compositeRejected() throws {
        var bench = try idleBench(model: .fast150)
        #expect(try bench.command(GetCompositeSchedule(connectorId: 3, duration: 60)).status == .rejected)
        let amperes = GetCompositeSchedule(connectorId: 1, duration: 60, chargingRateUnit: .amperes)
        #expect(try bench.command(amperes).status == .rejected)
        let usual = try bench.command(GetCompositeSchedule(connectorId: 0, duration: 60))
        #expect(usual.chargingSchedule?.chargingRateUnit == .watts)
        #expect(usual.chargingSchedule?.chargingSchedulePeriod.map(\.limit) == [300_000])
    }
}
