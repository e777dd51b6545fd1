import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("Charging profile templates")
struct TemplateTests {
    /// 2026-09-21T14:13:20Z, a Monday; half a second later here.
    private static let moment = Timestamp(milliseconds: 1_790_000_000_500)

    private static func values(
        _ kind: ChargingProfileKindType, _ purpose: ChargingProfilePurposeType = .txDefaultProfile,
        recurrency: RecurrencyKindType? = nil, duration: Seconds? = nil, start: String? = nil, phases: Int? = nil
    ) -> ChargingProfileTemplateValues {
        ChargingProfileTemplateValues(
            chargingProfilePurpose: purpose, chargingProfileKind: kind, recurrencyKind: recurrency,
            chargingSchedule: ChargingSchedule(
                duration: duration, startSchedule: start.map(DateTime.init(received:)), chargingRateUnit: .amperes,
                chargingSchedulePeriod: [ChargingSchedulePeriod(startPeriod: 0, limit: 16, numberPhases: phases)]))
    }

    private static let occasion = ChargingProfileOccasion(chargingProfileId: 3, transactionId: 42, moment: moment)

    @Test("an Absolute profile always has validFrom, validTo, startSchedule and duration")
    func absolute() throws {
        let profile = try Self.values(.absolute).profile(Self.occasion)
        #expect(profile.validFrom?.text == "2026-09-21T14:13:20.000Z")
        #expect(profile.validTo?.text == "2026-09-22T14:13:20.000Z")
        #expect(profile.chargingSchedule.startSchedule?.text == "2026-09-21T14:13:20.000Z")
        #expect(profile.chargingSchedule.duration == 86_400)
        #expect(profile.chargingProfileId == 3)
        #expect(profile.stackLevel == 0)
        #expect(profile.transactionId == nil)
        #expect(profile.recurrencyKind == nil)
    }

    @Test("an Absolute profile is valid as long as its schedule lasts, unless told otherwise")
    func absoluteWithRules() throws {
        var values = Self.values(.absolute, duration: 3600)
        #expect(try values.profile(Self.occasion).validTo?.text == "2026-09-21T15:13:20.000Z")
        values.validFromSeconds = -60
        values.validForSeconds = 7200
        var profile = try values.profile(Self.occasion)
        #expect(profile.validFrom?.text == "2026-09-21T14:12:20.000Z")
        #expect(profile.validTo?.text == "2026-09-21T16:12:20.000Z")
        #expect(profile.chargingSchedule.startSchedule?.text == "2026-09-21T14:12:20.000Z")
        #expect(profile.chargingSchedule.duration == 3600)
        values.chargingSchedule.duration = nil
        profile = try values.profile(Self.occasion)
        #expect(profile.chargingSchedule.duration == 7200)
    }

    @Test("times that are given stay")
    func absoluteWithTimes() throws {
        var values = Self.values(.absolute, start: "2026-10-01T00:00:00Z")
        values.validFrom = Timestamp(rfc3339: "2026-09-30T00:00:00Z")
        values.validTo = Timestamp(rfc3339: "2026-10-03T00:00:00Z")
        let profile = try values.profile(Self.occasion)
        #expect(profile.validFrom?.text == "2026-09-30T00:00:00.000Z")
        #expect(profile.validTo?.text == "2026-10-03T00:00:00.000Z")
        #expect(profile.chargingSchedule.startSchedule?.timestamp == Timestamp(rfc3339: "2026-10-01T00:00:00Z"))
        #expect(profile.chargingSchedule.duration == 172_800)
    }

    @Test("a Relative profile has no startSchedule, and no times that nobody asked for")
    func relative() throws {
        let profile = try Self.values(.relative, .txProfile, recurrency: .daily, start: "2026-10-01T00:00:00Z")
            .profile(Self.occasion)
        #expect(profile.chargingSchedule.startSchedule == nil)
        #expect(profile.validFrom == nil)
        #expect(profile.validTo == nil)
        #expect(profile.recurrencyKind == nil)
        #expect(profile.transactionId == 42)
    }

    @Test("a Recurring profile starts at midnight, the weekly one on a Monday", arguments: [
        (RecurrencyKindType.daily, "2026-09-24T00:00:00.000Z"), (.weekly, "2026-09-21T00:00:00.000Z"),
    ])
    func recurring(kind: RecurrencyKindType, start: String) throws {
        let thursday = try #require(Timestamp(rfc3339: "2026-09-24T23:59:59.999Z"))
        let profile = try Self.values(.recurring, recurrency: kind)
            .profile(ChargingProfileOccasion(chargingProfileId: 1, moment: thursday))
        #expect(profile.chargingSchedule.startSchedule?.text == start)
        #expect(profile.recurrencyKind == kind)
        #expect(profile.validFrom == nil)
        #expect(profile.chargingSchedule.duration == nil)
    }

    @Test("numbers of phases and the stack level are carried")
    func carried() throws {
        var values = Self.values(.relative, phases: 1)
        values.stackLevel = 4
        let profile = try values.profile(Self.occasion)
        #expect(profile.stackLevel == 4)
        #expect(profile.chargingSchedule.chargingSchedulePeriod.map(\.numberPhases) == [1])
        var occasion = Self.occasion
        occasion.stackLevel = 6
        #expect(try values.profile(occasion).stackLevel == 6)
    }

    @Test("templates are made, read, replaced and removed")
    func life() async throws {
        let fixture = try await SmartChargingFixture()
        let service = fixture.service
        let made = try await service.createTemplate("night", Self.values(.recurring, recurrency: .daily))
        #expect(try await service.template("night") == made)
        await #expect(throws: ChargingProfileError.templateExists("night")) {
            try await service.createTemplate("night", Self.values(.relative))
        }
        fixture.time.advance(seconds: 1)
        let replaced = try await service.putTemplate("night", Self.values(.relative))
        #expect(!replaced.isNew)
        #expect(replaced.template.createdAt == made.createdAt)
        #expect(replaced.template.updatedAt > made.updatedAt)
        #expect(try await service.putTemplate("day", Self.values(.relative)).isNew)
        #expect(try await service.templates().items.map(\.name) == ["day", "night"])
        try await service.deleteTemplate("night")
        await #expect(throws: ChargingProfileError.unknownTemplate("night")) { try await service.deleteTemplate("night") }
        await #expect(throws: ChargingProfileError.unknownTemplate("night")) { try await service.template("night") }
    }

    @Test("what no charge point could be sent is refused")
    func refused() async throws {
        let fixture = try await SmartChargingFixture()
        func member(_ values: ChargingProfileTemplateValues, name: String = "x") async -> String? {
            do {
                _ = try await fixture.service.createTemplate(name, values)
                return nil
            } catch {
                return (error as? ChargingProfileError)?.member
            }
        }
        var values = Self.values(.relative)
        #expect(await member(values, name: "") == "name")
        values.chargingSchedule.chargingSchedulePeriod[0].limit = 6.25
        #expect(await member(values) == "chargingSchedule.chargingSchedulePeriod[0].limit")
        values.chargingSchedule.chargingSchedulePeriod = []
        #expect(await member(values) == "chargingSchedule.chargingSchedulePeriod")
        values = Self.values(.relative)
        values.stackLevel = -1
        #expect(await member(values) == "stackLevel")
        values.stackLevel = 0
        values.validFrom = Self.moment
        values.validFromSeconds = 1
        #expect(await member(values) == "validFromSeconds")
    }

    @Test("what is odd is warned of")
    func warnings() async throws {
        let fixture = try await SmartChargingFixture()
        var values = Self.values(.recurring)
        #expect(fixture.service.warnings(of: values).map(\.code) == [.recurrencyKindMissing])
        values = Self.values(.relative, recurrency: .daily, start: "2026-10-01T00:00:00Z")
        #expect(fixture.service.warnings(of: values).map(\.code) == [.startScheduleUnexpected, .recurrencyKindUnexpected])
        #expect(fixture.service.warnings(of: Self.values(.absolute)).isEmpty)
        #expect(fixture.service.warnings(of: Self.values(.relative, .txProfile)).isEmpty)
        #expect(fixture.service.warnings(of: Self.values(.absolute, .chargePointMaxProfile)).isEmpty)
    }
}

@Suite("Installing charging profiles")
struct InstallationVerbTests {
    private static func body(_ json: String) throws -> JSONNode { try JSONNode.parse(Array(json.utf8)) }

    private static func install(
        _ fixture: SmartChargingFixture, _ json: String, connector: ConnectorId = 1
    ) async throws -> ChargingProfileRecord {
        try await fixture.service.install(
            ChargingProfileInstallation(connectorId: connector, content: .profile(try body(json))), on: "CP-1", requestedBy: "test"
        ).record
    }

    private static let schedule = #""chargingSchedule":{"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":6000.0,"numberPhases":3}]}"#

    @Test("a whole profile is sent as it is")
    func verbatim() async throws {
        let fixture = try await SmartChargingFixture()
        let profile = #"{"chargingProfileId":77,"stackLevel":2,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Relative",\#(Self.schedule)}"#
        let record = try await Self.install(fixture, profile)
        #expect(fixture.link.lastPayload == #"{"connectorId":1,"csChargingProfiles":\#(profile)}"#)
        #expect(record.state == .installed)
        #expect(record.templateName == nil)
    }

    @Test("ids are new for the charge point, also after one was given")
    func ids() async throws {
        let fixture = try await SmartChargingFixture()
        let profile = #"{"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Relative",\#(Self.schedule)}"#
        #expect(try await Self.install(fixture, profile).profile.chargingProfileId == 1)
        #expect(try await Self.install(fixture, profile).profile.chargingProfileId == 2)
        try await fixture.set(100)
        #expect(try await Self.install(fixture, profile).profile.chargingProfileId == 101)
        try await fixture.set(Int(Int32.max))
        #expect(try await Self.install(fixture, profile).profile.chargingProfileId == 3)
        #expect(try await fixture.newest().profile.stackLevel == 0)
    }

    @Test("a TxProfile gets the connector's open transaction, unless one is given")
    func transaction() async throws {
        let fixture = try await SmartChargingFixture()
        let transaction = try await fixture.start(connector: 1)
        let profile = #"{"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative",\#(Self.schedule)}"#
        #expect(try await Self.install(fixture, profile).profile.transactionId == transaction)
        #expect(try await Self.install(fixture, profile).warnings.map(\.code) == [.replaces])
        #expect(try await Self.install(fixture, profile, connector: 2).profile.transactionId == nil)
        let named = #"{"transactionId":9,\#(profile.dropFirst())"#
        #expect(try await Self.install(fixture, named).profile.transactionId == 9)
    }

    @Test("a template is filled in, and its name is kept")
    func template() async throws {
        let fixture = try await SmartChargingFixture()
        let values = try PayloadDecoder.decode(
            ChargingProfileTemplateValues.self,
            from: try Self.body(
                #"{"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Absolute","stackLevel":2,\#(Self.schedule)}"#))
        _ = try await fixture.service.createTemplate("slow", values)
        let transaction = try await fixture.start()
        let installation = ChargingProfileInstallation(connectorId: 1, content: .template("slow"))
        let record = try await fixture.service.install(installation, on: "CP-1", requestedBy: "test").record
        #expect(record.templateName == "slow")
        #expect(record.transactionId == transaction)
        #expect(record.profile.stackLevel == 2)
        #expect(record.profile.validTo != nil)
        #expect(record.profile.chargingSchedule.chargingSchedulePeriod.map(\.numberPhases) == [3])
        #expect(record.warnings.isEmpty)
        await #expect(throws: ChargingProfileError.self) {
            try await fixture.service.install(
                ChargingProfileInstallation(connectorId: 1, content: .template("fast")), on: "CP-1", requestedBy: "test")
        }
        let remote = try await fixture.service.remoteStartProfile(template: "slow", for: "CP-1")
        #expect(remote.transactionId == nil)
        #expect(remote.chargingProfileId == record.profile.chargingProfileId + 1)
        #expect(remote.chargingProfilePurpose == .txProfile)
    }

    @Test("what is wrong is told under the name that the operator used")
    func wrong() async throws {
        let fixture = try await SmartChargingFixture()
        let profile = #"{"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Relative","x":1,\#(Self.schedule)}"#
        await #expect {
            _ = try await Self.install(fixture, profile)
        } throws: { error in
            (error as? CentralSystemError)?.member == "chargingProfile.x"
        }
        #expect(fixture.link.calls.isEmpty)
        #expect(try await fixture.records().isEmpty)
    }
}
