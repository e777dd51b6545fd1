import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Firmware updates")
struct FirmwareUpdateTests {
    private static let request = #"{"location":"ftp://files.example.com/fw.bin","retrieveDate":"2026-09-21T12:00:00Z"}"#

    /// A charge point that boots with version 1.0 and answers everything with `{}`.
    private func station(_ fixture: CentralSystemFixture, _ id: String = "CP-1") async throws -> Station {
        try await fixture.register(id)
        let station = try await fixture.connect(id)
        station.link.answer { _ in "{}" }
        try await boot(station, "1.0")
        return station
    }

    private func boot(_ station: Station, _ version: String) async throws {
        _ = try await station.result(
            "BootNotification", #"{"chargePointVendor":"V","chargePointModel":"M","firmwareVersion":"\#(version)"}"#)
    }

    private func report(_ station: Station, _ status: String) async throws {
        station.time.advance(seconds: 10)
        #expect(try await station.result("FirmwareStatusNotification", #"{"status":"\#(status)"}"#).members.isEmpty)
    }

    private func newest(_ fixture: CentralSystemFixture) async throws -> FirmwareUpdate {
        try #require(try await fixture.system.firmwareUpdates.list().items.first)
    }

    @Test("UpdateFirmware through the generic endpoint is an update like any other")
    func generic() async throws {
        let fixture = try await CentralSystemFixture()
        let station = try await station(fixture)
        let command = try await fixture.system.commands.send(
            "UpdateFirmware", payload: try JSONNode.parse(Array(Self.request.utf8)), to: "CP-1", requestedBy: "test")
        #expect(station.link.calls.last?.payload == Self.request)
        var update = try await newest(fixture)
        #expect(update.commandId == command.id)
        #expect(update.location == "ftp://files.example.com/fw.bin")
        #expect(update.life.state == .accepted)
        #expect(update.life.versionBefore == "1.0")
        #expect(update.download == nil)
        for status in ["Downloading", "Downloaded", "Installing"] { try await report(station, status) }
        try await boot(station, "2.0")
        try await report(station, "Installed")
        try await report(station, "Idle")
        update = try await newest(fixture)
        #expect(update.life.state == .installed)
        #expect(update.life.reportedVersion == "2.0")
        #expect(update.life.lastReport == .idle)
        #expect(try await fixture.system.firmwareStatuses.list(chargePointKey: fixture.key()).items.count == 5)
    }

    @Test("those that failed are found by the time of their failure, until they go on after all")
    func failed() async throws {
        let fixture = try await CentralSystemFixture()
        let station = try await station(fixture)
        let new = NewFirmwareUpdate(chargePointId: "CP-1", source: .location("http://x/a"))
        let id = try await fixture.system.firmwareUpdates.start(new, requestedBy: "test").update.id
        let before = fixture.time.now()
        try await report(station, "DownloadFailed")
        let updates = fixture.system.firmwareUpdates
        #expect(try await updates.failed(since: before, limit: 5).map(\.id) == [id])
        #expect(try await updates.failed(since: fixture.time.now(), limit: 5).isEmpty)
        try await report(station, "Downloading")
        #expect(try await updates.failed(since: before, limit: 5).isEmpty)
    }

    @Test("Idle and everything else without an update is answered and only recorded")
    func withoutUpdate() async throws {
        let fixture = try await CentralSystemFixture()
        let station = try await station(fixture)
        for status in ["Idle", "Downloading", "Installed"] { try await report(station, status) }
        #expect(try await fixture.system.firmwareUpdates.list().items.isEmpty)
        #expect(try await fixture.system.firmwareStatuses.list(chargePointKey: fixture.key()).items.count == 3)
    }

    @Test("a new UpdateFirmware takes the place of one that runs, once it is answered")
    func superseding() async throws {
        let fixture = try await CentralSystemFixture()
        let station = try await station(fixture)
        let new = NewFirmwareUpdate(chargePointId: "CP-1", source: .location("http://x/a"))
        let first = try await fixture.system.firmwareUpdates.start(new, requestedBy: "test").update
        try await report(station, "Downloading")
        station.link.answer { action throws(CallFailure) in throw CallFailure(.callError, action: action, error: CallError(.notSupported, "no")) }
        let refused = try await fixture.system.firmwareUpdates.start(new, requestedBy: "test")
        #expect(refused.command.outcome == .callError)
        #expect(refused.update.life.state == .unanswered)
        #expect(try await fixture.system.firmwareUpdates.get(first.id).life.state == .downloading)
        // What comes now is about the first.
        try await report(station, "Downloaded")
        #expect(try await fixture.system.firmwareUpdates.get(first.id).life.state == .downloaded)
        station.link.answer { _ in "{}" }
        let second = try await fixture.system.firmwareUpdates.start(new, requestedBy: "test").update
        #expect(try await fixture.system.firmwareUpdates.get(first.id).life.state == .superseded)
        try await report(station, "Downloading")
        #expect(try await fixture.system.firmwareUpdates.get(second.id).life.state == .downloading)
        #expect(try await fixture.system.firmwareUpdates.get(first.id).life.state == .superseded)
    }

    @Test("a charge point that is not connected leaves an update that shows it")
    func notConnected() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let (command, update) = try await fixture.system.firmwareUpdates.start(
            NewFirmwareUpdate(chargePointId: "CP-1", source: .location("http://x/a")), requestedBy: "test")
        #expect(command.outcome == .notConnected)
        #expect(update.life.state == .unanswered)
        #expect(update.life.outcome == .notConnected)
    }

    @Test("an update under way survives a restart; one on its way is taken up by the next report")
    func restart() async throws {
        let fixture = try await CentralSystemFixture()
        let station = try await station(fixture)
        let new = NewFirmwareUpdate(chargePointId: "CP-1", source: .location("http://x/a"))
        let first = try await fixture.system.firmwareUpdates.start(new, requestedBy: "test").update
        try await fixture.database.write { connection in
            try connection.execute("UPDATE commands SET outcome = 'pending', answered_at = NULL")
            try connection.execute("UPDATE firmware_updates SET state = 'requested', accepted_at = NULL")
        }
        let restarted = try await fixture.restarted()
        #expect(try await restarted.firmwareUpdates.get(first.id).life.state == .unanswered)
        #expect(try await restarted.firmwareUpdates.get(first.id).life.outcome == .interrupted)
        try await report(station, "Downloading")
        #expect(try await restarted.firmwareUpdates.get(first.id).life.state == .downloading)
    }

    @Test("an image is given under an address that ends with the update")
    func address() async throws {
        let fixture = try await CentralSystemFixture()
        let station = try await station(fixture)
        let new = NewFirmwareUpdate(chargePointId: "CP-1", source: .image(1))
        let missing = await #expect(throws: FileExchangeError.self) {
            try await fixture.system.firmwareUpdates.start(new, requestedBy: "test")
        }
        #expect(missing?.code == .notFound)
        _ = try await fixture.system.firmwareImages.create(
            NewFirmwareImage(fileName: "fw 2.0 (ä).bin", version: "2.0"),
            ReceivedFile(storedName: "a", sizeBytes: 1000, sha256: "00"))
        let unavailable = await #expect(throws: FileExchangeError.self) {
            try await fixture.system.firmwareUpdates.start(new, requestedBy: "test")
        }
        #expect(unavailable?.code == .unavailable)
        fixture.system.files.announce("http://files:9001")
        let update = try await fixture.system.firmwareUpdates.start(new, requestedBy: "test").update
        #expect(update.life.expectedVersion == "2.0")
        let token = try #require(update.location.split(separator: "/").dropFirst(3).first.map(String.init))
        #expect(update.location == "http://files:9001/firmware/\(token)/fw_2.0____.bin")
        #expect(station.link.calls.last?.payload.contains(update.location) == true)

        let downloads = fixture.system.firmwareDownloads
        func isServed() async throws -> Bool {
            if case .image = try await downloads.find(token: token) { true } else { false }
        }
        #expect(try await isServed())
        #expect(try await downloads.find(token: FileToken.generate()) == nil)
        // Parts, repetitions, and a report that comes before all went out.
        try await downloads.delivered(0..<600, of: update.id, to: "10.0.0.7")
        try await report(station, "Downloaded")
        #expect(try await isServed())
        try await downloads.delivered(500..<1000, of: update.id, to: "10.0.0.7")
        let progress = try #require(try await fixture.system.firmwareUpdates.get(update.id).download)
        #expect(progress.delivered.count == 1000)
        #expect(progress.deliveredTo == "10.0.0.7")
        #expect(progress.completedAt != nil)
        #expect(try await !isServed())
    }

    @Test("an address expires, counted from the retrieve date")
    func expiry() async throws {
        let fixture = try await CentralSystemFixture(
            CentralSystemSettings(files: FileExchangeSettings(urlLifetimeSeconds: 100)))
        _ = try await station(fixture)
        fixture.system.files.announce("http://files:9001")
        _ = try await fixture.system.firmwareImages.create(
            NewFirmwareImage(fileName: "fw.bin"), ReceivedFile(storedName: "a", sizeBytes: 1, sha256: "00"))
        let update = try await fixture.system.firmwareUpdates.start(
            NewFirmwareUpdate(
                chargePointId: "CP-1", source: .image(1), retrieveDate: fixture.time.now().advanced(bySeconds: 1000)),
            requestedBy: "test"
        ).update
        #expect(update.addressEnded(at: fixture.time.now().advanced(bySeconds: 1099)) == nil)
        #expect(update.addressEnded(at: fixture.time.now().advanced(bySeconds: 1100)) != nil)
    }

    @Test("an image in use cannot be deleted; when the update is over it can")
    func deletion() async throws {
        let fixture = try await CentralSystemFixture()
        let station = try await station(fixture)
        fixture.system.files.announce("http://files:9001")
        let image = try await fixture.system.firmwareImages.create(
            NewFirmwareImage(fileName: "fw.bin"), ReceivedFile(storedName: "a", sizeBytes: 1, sha256: "00"))
        _ = try await fixture.system.firmwareUpdates.start(
            NewFirmwareUpdate(chargePointId: "CP-1", source: .image(image.id)), requestedBy: "test")
        let error = await #expect(throws: FileExchangeError.self) { try await fixture.system.firmwareImages.delete(image.id) }
        #expect(error?.code == .conflict)
        try await report(station, "DownloadFailed")
        try await fixture.system.firmwareImages.delete(image.id)
        let update = try await newest(fixture)
        #expect(update.download?.fileName == "fw.bin")
        guard case .gone = try await fixture.system.firmwareDownloads.find(token: String(update.location.split(separator: "/")[3]))
        else { throw CallError(.internalError, "the image is still served") }
    }

    @Test("the list is filtered by charge point and by the state that is in force")
    func list() async throws {
        let fixture = try await CentralSystemFixture()
        let station = try await station(fixture)
        _ = try await self.station(fixture, "CP-2")
        for id in ["CP-1", "CP-2"] {
            _ = try await fixture.system.firmwareUpdates.start(
                NewFirmwareUpdate(chargePointId: id, source: .location("http://x/a"), stalledAfterSeconds: 60), requestedBy: "test")
        }
        try await report(station, "Installed")
        fixture.time.advance(seconds: 61)
        let service = fixture.system.firmwareUpdates
        #expect(try await service.list(FirmwareUpdateFilter(state: .installed)).items.map(\.chargePoint.identity) == ["CP-1"])
        #expect(try await service.list(FirmwareUpdateFilter(state: .stalled)).items.map(\.chargePoint.identity) == ["CP-2"])
        #expect(try await service.list(FirmwareUpdateFilter(state: .accepted)).items.isEmpty)
        #expect(try await service.list(FirmwareUpdateFilter(chargePoint: "CP-2")).items.count == 1)
        let error = await #expect(throws: CentralSystemError.self) {
            try await service.list(FirmwareUpdateFilter(chargePoint: "CP-3"))
        }
        #expect(error?.code == .chargePointNotFound)
    }

    @Test("the updates of a removed charge point are over")
    func removed() async throws {
        let fixture = try await CentralSystemFixture()
        _ = try await station(fixture)
        _ = try await fixture.system.firmwareUpdates.start(
            NewFirmwareUpdate(chargePointId: "CP-1", source: .location("http://x/a")), requestedBy: "test")
        try await fixture.system.chargePoints.delete("CP-1")
        #expect(try await newest(fixture).life.state == .cancelled)
    }

    @Test("a location that is no URL is refused and nothing is recorded")
    func badLocation() async throws {
        let fixture = try await CentralSystemFixture()
        _ = try await station(fixture)
        let error = await #expect(throws: CentralSystemError.self) {
            try await fixture.system.firmwareUpdates.start(
                NewFirmwareUpdate(chargePointId: "CP-1", source: .location("no url")), requestedBy: "test")
        }
        #expect(error?.code == .invalidMember)
        #expect(error?.member == "location")
        #expect(try await fixture.system.firmwareUpdates.list().items.isEmpty)
    }
}
