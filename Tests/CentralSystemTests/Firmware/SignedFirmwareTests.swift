import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Signed firmware updates")
struct SignedFirmwareTests {
    private static let signing = FirmwareSigning(.supplied(signature: "AAAA", certificate: "PEM"))

    /// A charge point that boots with version 1.0 and accepts everything.
    private func station(_ fixture: CentralSystemFixture, answer status: String = "Accepted") async throws -> Station {
        try await fixture.register()
        let station = try await fixture.connect()
        station.link.answer { _ in #"{"status":"\#(status)"}"# }
        try await boot(station, "1.0")
        return station
    }

    private func boot(_ station: Station, _ version: String) async throws {
        station.time.advance(seconds: 10)
        _ = try await station.result(
            "BootNotification", #"{"chargePointVendor":"V","chargePointModel":"M","firmwareVersion":"\#(version)"}"#)
    }

    private func report(_ station: Station, _ status: String, _ requestId: Int? = nil) async throws {
        station.time.advance(seconds: 10)
        let member = requestId.map { #","requestId":\#($0)"# } ?? ""
        #expect(try await station.result("SignedFirmwareStatusNotification", #"{"status":"\#(status)"\#(member)}"#).members.isEmpty)
    }

    private func start(
        _ fixture: CentralSystemFixture, requestId: Int? = nil, version: String? = nil, installDate: Timestamp? = nil
    ) async throws -> FirmwareUpdate {
        var signing = Self.signing
        signing.installDate = installDate
        return try await fixture.system.firmwareUpdates.start(
            NewFirmwareUpdate(
                chargePointId: "CP-1", source: .location("https://u:secret@x/fw"), version: version, signing: signing,
                requestId: requestId), requestedBy: "test"
        ).update
    }

    private func state(_ fixture: CentralSystemFixture, _ update: FirmwareUpdate) async throws -> FirmwareUpdateState {
        try await fixture.system.firmwareUpdates.get(update.id).life.state
    }

    @Test("every status is a state of the job, with the request id or without", arguments: [true, false], [
        ("DownloadScheduled", FirmwareUpdateState.downloadScheduled), ("Downloading", .downloading),
        ("DownloadPaused", .downloadPaused), ("Downloaded", .downloaded), ("DownloadFailed", .downloadFailed),
        ("SignatureVerified", .signatureVerified), ("InvalidSignature", .invalidSignature),
        ("InstallScheduled", .installScheduled), ("Installing", .installing), ("InstallRebooting", .installRebooting),
        ("Installed", .installed), ("InstallVerificationFailed", .installVerificationFailed),
        ("InstallationFailed", .installationFailed),
        // Idle says nothing.
        ("Idle", .accepted),
    ])
    func states(named: Bool, pair: (status: String, state: FirmwareUpdateState)) async throws {
        let fixture = try await CentralSystemFixture()
        let station = try await station(fixture)
        let update = try await start(fixture)
        let id = try #require(update.signed?.requestId)
        try await report(station, pair.status, named ? id : nil)
        #expect(try await state(fixture, update) == pair.state)
        #expect(try await fixture.system.firmwareStatuses.list(chargePointKey: fixture.key()).items.count == 1)
    }

    @Test("the request goes out as it was asked for, and the list hides the password")
    func request() async throws {
        let fixture = try await CentralSystemFixture()
        let station = try await station(fixture)
        let update = try await start(fixture, requestId: 17, installDate: CentralSystemFixture.morning)
        let sent = try JSONNode.parse(Array(try #require(station.link.calls.last).payload.utf8))
        #expect(station.link.calls.last?.action == "SignedUpdateFirmware")
        #expect(sent["requestId"]?.int == 17)
        #expect(sent["firmware"]?["location"]?.string == "https://u:secret@x/fw")
        #expect(sent["firmware"]?["signature"]?.string == "AAAA")
        #expect(sent["firmware"]?["signingCertificate"]?.string == "PEM")
        #expect(sent["firmware"]?["installDateTime"] != nil)
        #expect(update.location == "https://u:(hidden)@x/fw")
        #expect(update.signed?.warnings == ["the signing certificate is not an X.509 certificate in PEM"])
        let record = try await fixture.system.commands.get(update.commandId)
        #expect(!String(decoding: record.payload, as: UTF8.self).contains("secret"))
    }

    @Test("a refusal is the end of the job", arguments: [
        ("Rejected", FirmwareUpdateState.rejected), ("InvalidCertificate", .invalidCertificate),
        ("RevokedCertificate", .revokedCertificate), ("invalidcertificate", .invalidCertificate),
    ])
    func refused(answer: String, state: FirmwareUpdateState) async throws {
        let fixture = try await CentralSystemFixture()
        let station = try await station(fixture, answer: answer)
        let update = try await start(fixture)
        #expect(update.life.state == state)
        #expect(update.life.finishedAt != nil)
        #expect(update.life.explanation?.isEmpty == false)
        // Reports without a name are about another update, one with the name about this.
        try await report(station, "Downloading")
        #expect(try await self.state(fixture, update) == state)
        try await report(station, "Downloading", update.signed?.requestId)
        #expect(try await self.state(fixture, update) == .downloading)
    }

    @Test("a newer request that is accepted ends the one before; one that is refused does not", arguments: [
        ("AcceptedCanceled", FirmwareUpdateState.superseded), ("Accepted", .superseded), ("Rejected", .downloading),
    ])
    func newer(answer: String, state: FirmwareUpdateState) async throws {
        let fixture = try await CentralSystemFixture()
        let station = try await station(fixture)
        let first = try await start(fixture)
        try await report(station, "Downloading", first.signed?.requestId)
        station.link.answer { _ in #"{"status":"\#(answer)"}"# }
        let second = try await start(fixture)
        #expect(second.signed?.requestId != first.signed?.requestId)
        #expect(try await self.state(fixture, first) == state)
        // Without a name, a report is about the update that runs.
        try await report(station, "Downloaded")
        #expect(try await self.state(fixture, state == .superseded ? second : first) == .downloaded)
    }

    @Test("a report with an id that nobody knows is answered and recorded")
    func unknown() async throws {
        let fixture = try await CentralSystemFixture()
        let station = try await station(fixture)
        let update = try await start(fixture, requestId: 5)
        try await report(station, "Installed", 6)
        #expect(try await state(fixture, update) == .accepted)
        #expect(try await fixture.system.firmwareStatuses.list(chargePointKey: fixture.key()).items.first?.requestId == 6)
    }

    @Test("a request id serves a charge point once, also across firmware and logs")
    func ids() async throws {
        let fixture = try await CentralSystemFixture()
        _ = try await station(fixture)
        _ = try await start(fixture, requestId: 2)
        await #expect { try await start(fixture, requestId: 2) } throws: { ($0 as? FileExchangeError)?.code == .conflict }
        await #expect { try await start(fixture, requestId: 0) } throws: { ($0 as? FileExchangeError)?.member == "requestId" }
        #expect(try await start(fixture).signed?.requestId == 1)
        #expect(try await start(fixture).signed?.requestId == 3)
        let log = try await fixture.system.diagnostics.start(
            NewDiagnosticsJob(chargePointId: "CP-1", location: "ftp://x/", logType: .securityLog), requestedBy: "test"
        ).job
        #expect(log.requestId == 4)
    }

    @Test("FirmwareUpdated and a boot with the expected version mean installed, in either order", arguments: [true, false])
    func updated(eventFirst: Bool) async throws {
        let fixture = try await CentralSystemFixture()
        let station = try await station(fixture)
        // The version that it reports already: a boot alone proves nothing.
        let update = try await start(fixture, version: "1.0")
        try await report(station, "InstallRebooting")
        let event = #"{"type":"firmwareupdated","timestamp":"2026-09-21T14:13:20Z"}"#
        if eventFirst { _ = try await station.result("SecurityEventNotification", event) }
        try await boot(station, "1.0")
        #expect(try await state(fixture, update) == (eventFirst ? .installed : .installRebooting))
        if !eventFirst { _ = try await station.result("SecurityEventNotification", event) }
        #expect(try await state(fixture, update) == .installed)
    }

    @Test("FirmwareUpdated without the expected version proves nothing")
    func updatedToAnother() async throws {
        let fixture = try await CentralSystemFixture()
        let station = try await station(fixture)
        let update = try await start(fixture, version: "2.0")
        try await report(station, "Installing")
        _ = try await station.result(
            "SecurityEventNotification", #"{"type":"FirmwareUpdated","timestamp":"2026-09-21T14:13:20Z"}"#)
        try await boot(station, "1.5")
        #expect(try await state(fixture, update) == .installing)
    }

    @Test("waiting for the date of the installation is no silence")
    func scheduled() {
        let start = CentralSystemFixture.morning
        var life = FirmwareUpdateLife(
            requestedAt: start, retrieveDate: start, installDate: start.advanced(bySeconds: 5000), stalledAfterSeconds: 60)
        life.answered(at: start)
        life.reported(signed: .installScheduled, at: start.advanced(bySeconds: 1))
        #expect(life.effectiveState(at: start.advanced(bySeconds: 5060)) == .installScheduled)
        #expect(life.effectiveState(at: start.advanced(bySeconds: 5061)) == .stalled)
    }

    @Test("SignedUpdateFirmware through the generic endpoint is an update like any other, and one that cannot do it says so")
    func generic() async throws {
        let fixture = try await CentralSystemFixture()
        let station = try await station(fixture)
        let payload = """
            {"requestId":9,"firmware":{"location":"ftp://x/fw","retrieveDateTime":"2026-09-21T12:00:00Z","signature":"","signingCertificate":"x"}}
            """
        func send() async throws -> FirmwareUpdate {
            _ = try await fixture.system.commands.send(
                "SignedUpdateFirmware", payload: try JSONNode.parse(Array(payload.utf8)), to: "CP-1", requestedBy: "test")
            return try #require(try await fixture.system.firmwareUpdates.list().items.first)
        }
        #expect(try await send().signed?.requestId == 9)
        station.link.answer { action throws(CallFailure) in
            throw CallFailure(.callError, action: action, error: CallError(.notSupported, "no"))
        }
        let refused = try await send()
        #expect(refused.life.state == .unanswered)
        #expect(refused.life.outcome == .callError)
    }

    @Test("a campaign signs its updates, each with a request id of its own")
    func campaign() async throws {
        var fleet = try await FirmwareFleet(["A", "B"])
        for station in fleet.stations.values { station.link.answer { _ in #"{"status":"Accepted"}"# } }
        let plan = FirmwareCampaignPlan(
            source: .location("https://x/fw"), target: .chargePoints(["A", "B"]), version: "2.0",
            signing: FirmwareSigning(
                .supplied(signature: "AAAA", certificate: "PEM"), installDate: CentralSystemFixture.morning.advanced(bySeconds: 60)))
        let id = try await fleet.begin(plan)
        #expect(try await fleet.campaign(id).campaign.plan == plan)
        try await fleet.step()
        #expect(try await fleet.states(id) == ["updating", "updating"])
        for station in fleet.stations.values {
            #expect(station.link.calls.last?.action == "SignedUpdateFirmware")
            _ = try await station.result("SignedFirmwareStatusNotification", #"{"status":"Downloading","requestId":1}"#)
        }
        _ = try await fleet.stations["A"]?.result("SignedFirmwareStatusNotification", #"{"status":"Installed","requestId":1}"#)
        _ = try await fleet.stations["B"]?.result("SignedFirmwareStatusNotification", #"{"status":"InvalidSignature"}"#)
        try await fleet.step()
        #expect(try await fleet.states(id) == ["installed", "failed"])
        try await fleet.connect("A", version: "2.0")
    }
}
