import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("Warnings about charging profiles")
struct WarningTests {
    private static let now = CentralSystemFixture.morning

    /// A profile that nothing speaks against on connector 1.
    private static func profile(
        _ purpose: ChargingProfilePurposeType = .txDefaultProfile, _ kind: ChargingProfileKindType = .relative
    ) -> ChargingProfile {
        ChargingProfile(
            chargingProfileId: 1, stackLevel: 0, chargingProfilePurpose: purpose, chargingProfileKind: kind,
            chargingSchedule: ChargingSchedule(
                duration: 3600, chargingRateUnit: .amperes,
                chargingSchedulePeriod: [
                    ChargingSchedulePeriod(startPeriod: 0, limit: 16), ChargingSchedulePeriod(startPeriod: 60, limit: 8),
                ]))
    }

    private static func codes(
        _ profile: ChargingProfile, connector: Int? = 1, source: ChargingProfileSource = .setChargingProfile,
        open: [Int: Int] = [:], capabilities: ChargingCapabilities = ChargingCapabilities()
    ) -> [ChargingProfileWarning.Code] {
        profile.warnings(
            ChargingProfileSurroundings(
                connectorId: connector, source: source, openTransactions: open, capabilities: capabilities, now: now)
        ).map(\.code)
    }

    @Test("nothing speaks against a good profile")
    func good() {
        #expect(Self.codes(Self.profile()).isEmpty)
        #expect(Self.codes(Self.profile(.chargePointMaxProfile), connector: 0).isEmpty)
        var transaction = Self.profile(.txProfile)
        transaction.transactionId = 5
        #expect(Self.codes(transaction, open: [1: 5]).isEmpty)
        #expect(Self.codes(Self.profile(.txProfile), source: .remoteStartTransaction).isEmpty)
    }

    @Test("purpose, connector and transaction belong together")
    func place() {
        #expect(Self.codes(Self.profile(.chargePointMaxProfile)) == [.maximumOnConnector])
        #expect(Self.codes(Self.profile(.txProfile), connector: 0) == [.transactionIdMissing, .transactionOnConnectorZero])
        #expect(Self.codes(Self.profile(.txProfile)) == [.transactionIdMissing, .noOpenTransaction])
        var profile = Self.profile(.txProfile)
        profile.transactionId = 6
        #expect(Self.codes(profile, open: [1: 5]) == [.otherTransaction])
        #expect(Self.codes(profile, source: .remoteStartTransaction) == [.transactionIdUnexpected])
        profile.chargingProfilePurpose = .txDefaultProfile
        #expect(Self.codes(profile) == [.transactionIdUnexpected])
        #expect(Self.codes(Self.profile(), source: .remoteStartTransaction) == [.purposeNotTxProfile])
    }

    @Test("each kind has its times")
    func times() {
        #expect(Self.codes(Self.profile(.txDefaultProfile, .absolute)) == [.timesMissing])
        #expect(Self.codes(Self.profile(.txDefaultProfile, .recurring)) == [.timesMissing, .recurrencyKindMissing])
        var profile = Self.profile()
        profile.chargingSchedule.startSchedule = DateTime(Self.now)
        profile.recurrencyKind = .daily
        #expect(Self.codes(profile) == [.startScheduleUnexpected, .recurrencyKindUnexpected])
        profile = Self.profile()
        profile.validFrom = DateTime(Self.now)
        profile.validTo = DateTime(Self.now)
        #expect(Self.codes(profile) == [.validityEmpty])
        profile.validFrom = nil
        #expect(Self.codes(profile) == [.validityOver])
    }

    @Test("periods are in order, reachable, and possible")
    func periods() {
        var profile = Self.profile()
        profile.chargingSchedule.chargingSchedulePeriod[0].startPeriod = 1
        #expect(Self.codes(profile) == [.firstPeriodNotZero])
        profile.chargingSchedule.chargingSchedulePeriod = [
            ChargingSchedulePeriod(startPeriod: 0, limit: 6), ChargingSchedulePeriod(startPeriod: 120, limit: 7),
            ChargingSchedulePeriod(startPeriod: 60, limit: 8),
        ]
        #expect(Self.codes(profile) == [.periodsNotSorted])
        profile.chargingSchedule.chargingSchedulePeriod = [
            ChargingSchedulePeriod(startPeriod: 0, limit: 6), ChargingSchedulePeriod(startPeriod: 3600, limit: 7),
        ]
        #expect(Self.codes(profile) == [.periodNeverReached])
        profile.chargingSchedule.duration = nil
        #expect(Self.codes(profile).isEmpty)
        profile.chargingProfileKind = .recurring
        profile.recurrencyKind = .daily
        profile.chargingSchedule.startSchedule = DateTime(Self.now)
        profile.chargingSchedule.chargingSchedulePeriod[1].startPeriod = 86_400
        #expect(Self.codes(profile) == [.periodNeverReached])
        profile.recurrencyKind = .weekly
        #expect(Self.codes(profile).isEmpty)
        profile = Self.profile()
        profile.chargingSchedule.minChargingRate = 6
        profile.chargingSchedule.chargingSchedulePeriod = [
            ChargingSchedulePeriod(startPeriod: 0, limit: -1), ChargingSchedulePeriod(startPeriod: 1, limit: 5.9),
            ChargingSchedulePeriod(startPeriod: 2, limit: 0, numberPhases: 4),
        ]
        #expect(Self.codes(profile) == [.limitNegative, .limitBelowMinimum, .numberPhasesImpossible])
    }

    @Test("the charge point's configuration is taken into account")
    func capabilities() {
        let values = [
            "ChargeProfileMaxStackLevel": "2", "ChargingScheduleAllowedChargingRateUnit": "Power", "ChargingScheduleMaxPeriods": "1",
            "MaxChargingProfilesInstalled": "0", "ConnectorSwitch3to1PhaseSupported": "false",
            "SupportedFeatureProfiles": "Core,Reservation",
        ]
        var profile = Self.profile()
        profile.stackLevel = 3
        profile.chargingSchedule.chargingSchedulePeriod[1].numberPhases = 1
        #expect(
            Self.codes(profile, capabilities: ChargingCapabilities { values[$0] }) == [
                .smartChargingNotSupported, .stackLevelTooHigh, .unitNotAllowed, .tooManyPeriods, .tooManyProfiles,
                .phaseSwitchNotSupported,
            ])
        let generous = [
            "ChargeProfileMaxStackLevel": "3", "ChargingScheduleAllowedChargingRateUnit": "Current, Power",
            "ChargingScheduleMaxPeriods": "2", "MaxChargingProfilesInstalled": "1", "ConnectorSwitch3to1PhaseSupported": "TRUE",
            "SupportedFeatureProfiles": "Core, SmartCharging",
        ]
        #expect(Self.codes(profile, capabilities: ChargingCapabilities { generous[$0] }).isEmpty)
        #expect(Self.codes(profile, capabilities: ChargingCapabilities { _ in "nonsense" }) == [
            .smartChargingNotSupported, .phaseSwitchNotSupported,
        ])
    }

    @Test("what the charge point said of itself is used, and what is installed")
    func known() async throws {
        let fixture = try await SmartChargingFixture()
        fixture.link.answer(
            #"{"configurationKey":[{"key":"ChargeProfileMaxStackLevel","readonly":true,"value":"1"},{"key":"MaxChargingProfilesInstalled","readonly":true,"value":"1"}]}"#)
        try await fixture.send("GetConfiguration", "{}")
        fixture.link.answer(#"{"status":"Accepted"}"#)
        try await fixture.set(1)
        #expect(try await fixture.newest().warnings.isEmpty)
        try await fixture.set(2)
        #expect(try await fixture.newest().warnings.map(\.code) == [.replaces])
        try await fixture.set(3, level: 2)
        #expect(try await fixture.newest().warnings.map(\.code) == [.neverFallsBack, .stackLevelTooHigh, .tooManyProfiles])
    }

    @Test("a profile that is not valid yet leaves a gap where it replaces")
    func gap() async throws {
        let fixture = try await SmartChargingFixture()
        try await fixture.set(1)
        let profile = SmartChargingFixture.profile(1).dropFirst()
        try await fixture.send(
            "SetChargingProfile", #"{"connectorId":1,"csChargingProfiles":{"validFrom":"2027-01-01T00:00:00Z",\#(profile)}"#)
        #expect(try await fixture.newest().warnings.map(\.code) == [.replaces, .notYetValid])
        #expect(try await fixture.newest().state == .installed)
    }
}
