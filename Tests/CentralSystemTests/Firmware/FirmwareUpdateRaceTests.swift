import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

/// News that is faster than the record of what it follows from, and histories without end.
@Suite("Firmware updates and diagnostics: whose news it is")
struct FirmwareUpdateRaceTests {
    private func station(_ fixture: CentralSystemFixture) async throws -> Station {
        try await fixture.register()
        fixture.system.files.announce("http://files:9001")
        let station = try await fixture.connect()
        station.link.answer { _ in "{}" }
        return station
    }

    private func update(_ fixture: CentralSystemFixture, version: String? = nil) async throws -> FirmwareUpdate {
        try await fixture.system.firmwareUpdates.start(
            NewFirmwareUpdate(chargePointId: "CP-1", source: .location("http://x/a"), version: version), requestedBy: "test"
        ).update
    }

    private func report(_ station: Station, _ status: String, _ action: OCPPAction = "FirmwareStatusNotification") async throws {
        station.time.advance(seconds: 1)
        _ = try await station.result(action, #"{"status":"\#(status)"}"#)
    }

    private func reference(_ id: Int64, _ chargePoint: ChargePointReference, _ time: Timestamp) -> CommandReference {
        CommandReference(id: id, chargePoint: chargePoint, requestedAt: time, requestedBy: "test")
    }

    @Test("one that goes on is not taken for another that nobody knows the arrival of")
    func unanswered() async throws {
        let fixture = try await CentralSystemFixture()
        let station = try await station(fixture)
        let first = try await update(fixture, version: "2.0")
        try await report(station, "Downloading")
        station.link.answer { action throws(CallFailure) in throw CallFailure(.timedOut, action: action) }
        let second = try await update(fixture, version: "3.0")
        #expect(second.life.state == .unanswered)
        for status in ["Downloaded", "Installing"] { try await report(station, status) }
        station.time.advance(seconds: 1)
        _ = try await station.result(
            "BootNotification", #"{"chargePointVendor":"V","chargePointModel":"M","firmwareVersion":"2.0"}"#)
        #expect(try await fixture.system.firmwareUpdates.get(first.id).life.state == .installed)
        #expect(try await fixture.system.firmwareUpdates.get(first.id).life.versionConfirmed == true)
        #expect(try await fixture.system.firmwareUpdates.get(second.id).life.state == .unanswered)
    }

    @Test("a download that begins before the answer is on record belongs to the update that was asked for last")
    func download() async throws {
        let fixture = try await CentralSystemFixture()
        let station = try await station(fixture)
        let first = try await update(fixture)
        station.time.advance(seconds: 10)
        let second = try await update(fixture)
        let requestedAt = second.life.requestedAt
        try await fixture.database.write { connection in
            try connection.execute("UPDATE firmware_updates SET state = 'requested', accepted_at = NULL WHERE id = 2")
            try connection.execute("UPDATE firmware_updates SET state = 'accepted', finished_at = NULL WHERE id = 1")
        }
        try await report(station, "Downloading")
        let now = station.time.now()
        let command = reference(second.commandId, second.chargePoint, requestedAt)
        let request = UpdateFirmware(location: AnyURI("http://x/a"), retrieveDate: DateTime(requestedAt))
        try await fixture.database.write {
            try FirmwareUpdateTracking(stalledAfterSeconds: 60)
                .concluded(request, .answered(UpdateFirmwareResponse(), at: now), command, in: $0)
        }
        #expect(try await fixture.system.firmwareUpdates.get(first.id).life.state == .superseded)
        #expect(try await fixture.system.firmwareUpdates.get(second.id).life.state == .downloading)
    }

    @Test("an upload that begins before the answer is on record belongs to the request that was made last")
    func upload() async throws {
        let fixture = try await CentralSystemFixture()
        let station = try await station(fixture)
        station.link.answer { _ in #"{"fileName":"log.zip"}"# }
        let new = NewDiagnosticsJob(chargePointId: "CP-1")
        let first = try await fixture.system.diagnostics.start(new, requestedBy: "test").job
        station.time.advance(seconds: 10)
        let second = try await fixture.system.diagnostics.start(new, requestedBy: "test").job
        try await fixture.database.write { connection in
            try connection.execute("UPDATE diagnostics_jobs SET state = 'requested', answered_at = NULL WHERE id = 2")
            try connection.execute("UPDATE diagnostics_jobs SET state = 'accepted', finished_at = NULL WHERE id = 1")
        }
        try await report(station, "Uploading", "DiagnosticsStatusNotification")
        let now = station.time.now()
        let command = reference(second.commandId, second.chargePoint, second.life.requestedAt)
        let answer = try GetDiagnosticsResponse(fileName: CiString("log.zip"))
        try await fixture.database.write {
            try DiagnosticsTracking(stalledAfterSeconds: 60)
                .concluded(GetDiagnostics(location: AnyURI("http://x")), .answered(answer, at: now), command, in: $0)
        }
        #expect(try await fixture.system.diagnostics.get(first.id).life.state == .superseded)
        #expect(try await fixture.system.diagnostics.get(second.id).life.state == .uploading)
    }

    @Test("an address whose image went out as a whole ends in time, also without Downloaded")
    func addressOfASilentOne() async throws {
        let fixture = try await CentralSystemFixture()
        let station = try await station(fixture)
        _ = try await fixture.system.firmwareImages.create(
            NewFirmwareImage(fileName: "fw.bin"), ReceivedFile(storedName: "a", sizeBytes: 10, sha256: "00"))
        let update = try await fixture.system.firmwareUpdates.start(
            NewFirmwareUpdate(chargePointId: "CP-1", source: .image(1)), requestedBy: "test").update
        let downloads = fixture.system.firmwareDownloads
        try await downloads.delivered(0..<9, of: update.id, to: "x")
        station.time.advance(seconds: 7200)
        try await downloads.delivered(9..<10, of: update.id, to: "x")
        func ended() async throws -> String? {
            try await fixture.system.firmwareUpdates.get(update.id).addressEnded(at: station.time.now())
        }
        station.time.advance(seconds: 3600)
        #expect(try await ended() == nil)
        station.time.advance(seconds: 1)
        #expect(try await ended() == "the firmware was downloaded already")
        try await report(station, "DownloadFailed")
        #expect(try await ended() == nil)
    }

    @Test("a charge point's history is bounded; a request whose file is here stays")
    func bounded() async throws {
        let fixture = try await CentralSystemFixture()
        let station = try await station(fixture)
        let diagnostics = fixture.system.diagnostics
        let new = NewDiagnosticsJob(chargePointId: "CP-1")
        let first = try await diagnostics.start(new, requestedBy: "test").job
        _ = try await diagnostics.receive(
            ReceivedFile(storedName: "a", sizeBytes: 1, sha256: "00"), name: nil,
            token: String(first.location.split(separator: "/")[3]), from: "x")
        for _ in 0..<205 {
            _ = try await diagnostics.start(new, requestedBy: "test")
            _ = try await update(fixture)
        }
        #expect(try await diagnostics.get(first.id).life.upload != nil)
        let counts = try await fixture.database.read { connection in
            try ["firmware_updates", "diagnostics_jobs"].map {
                try connection.row("SELECT count(*) AS count FROM \($0)")?.int("count")
            }
        }
        #expect(counts == [200, 201])
        #expect(station.link.calls.count == 411)
    }
}
