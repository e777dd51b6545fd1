import Logging
import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("Firmware campaigns")
struct FirmwareCampaignTests {
    @Test("waves end where the plan says, and none is empty", arguments: [
        (WavePlan.all, 10, [10]), (.size(4), 10, [4, 8, 10]), (.size(5), 10, [5, 10]), (.size(20), 10, [10]),
        (.percentages([10, 30, 60]), 50, [5, 20, 50]), (.percentages([10, 30]), 50, [5, 20, 50]),
        (.percentages([1, 1, 98]), 3, [1, 3]), (.percentages([50, 50]), 1, [1]), (.all, 0, []),
    ] as [(WavePlan, Int64, [Int64])])
    func waves(plan: WavePlan, total: Int64, ends: [Int64]) {
        #expect(plan.ends(total: total) == ends)
    }

    @Test("waves follow one another, with bounded parallelism, until all have their result")
    func inWaves() async throws {
        let ids = ["A", "B", "C", "D", "E"]
        let fleet = try await FirmwareFleet(ids)
        let id = try await fleet.begin(FirmwareFleet.plan(ids, waves: .size(3), parallelism: 2))
        try await fleet.step()
        #expect(try await fleet.states(id) == ["updating", "updating", "waiting", "waiting", "waiting"])
        try await fleet.report("A", "Installed")
        try await fleet.step()
        #expect(try await fleet.states(id) == ["installed", "updating", "updating", "waiting", "waiting"])
        try await fleet.report("B", "Installed")
        try await fleet.step()
        // The second wave waits for the last of the first.
        #expect(try await fleet.states(id) == ["installed", "installed", "updating", "waiting", "waiting"])
        #expect(try await fleet.campaign(id).campaign.wave == 1)
        try await fleet.report("C", "InstallationFailed")
        try await fleet.step()
        #expect(try await fleet.states(id) == ["installed", "installed", "failed", "updating", "updating"])
        for station in ["D", "E"] { try await fleet.report(station, "Installed") }
        try await fleet.step()
        let progress = try await fleet.campaign(id)
        #expect(progress.campaign.state == .finished)
        #expect(progress.counts[.installed] == 4)
        #expect(progress.counts[.failed] == 1)
        for station in ids { #expect(fleet.sent(station) == 1) }
    }

    @Test("too many failures pause it; resumed, it goes on until there are too many again")
    func failureRate() async throws {
        let ids = ["A", "B", "C", "D", "E"]
        let fleet = try await FirmwareFleet(ids)
        let id = try await fleet.begin(FirmwareFleet.plan(ids, parallelism: 1, maximumFailurePercent: 40, minimumFinished: 2))
        try await fleet.step()
        try await fleet.report("A", "DownloadFailed")
        try await fleet.step()
        // One of one is more than 40 %, but too few to judge.
        #expect(try await fleet.campaign(id).campaign.state == .running)
        try await fleet.report("B", "Installed")
        try await fleet.step()
        let paused = try await fleet.campaign(id).campaign
        #expect(paused.state == .paused)
        #expect(paused.pauseReason == "1 of 2 updates failed, which is more than 40 %")
        #expect(fleet.sent("C") == 0)
        _ = try await fleet.fixture.system.firmwareCampaigns.resume(id)
        fleet.fixture.time.advance(seconds: 1)
        try await fleet.step()
        #expect(fleet.sent("C") == 1)
        try await fleet.report("C", "Installed")
        try await fleet.step()
        try await fleet.report("D", "InstallationFailed")
        try await fleet.step()
        #expect(try await fleet.campaign(id).campaign.state == .paused)
    }

    @Test("paused by hand, nothing new begins and what is under way is followed; verbs that do not fit are refused")
    func byHand() async throws {
        let fleet = try await FirmwareFleet(["A", "B"])
        let campaigns = fleet.fixture.system.firmwareCampaigns
        let id = try await fleet.begin(FirmwareFleet.plan(["A", "B"], parallelism: 1))
        try await fleet.step()
        #expect(try await campaigns.pause(id).campaign.state == .paused)
        try await fleet.report("A", "Installed")
        try await fleet.step()
        #expect(try await fleet.states(id) == ["installed", "waiting"])
        let error = await #expect(throws: FileExchangeError.self) { try await campaigns.pause(id) }
        #expect(error?.code == .conflict)
        #expect(try await campaigns.resume(id).campaign.state == .running)
        try await fleet.step()
        #expect(try await fleet.states(id) == ["installed", "updating"])
        #expect(try await campaigns.cancel(id).campaign.state == .cancelling)
        try await fleet.report("B", "Installed")
        try await fleet.step()
        #expect(try await fleet.campaign(id).campaign.state == .cancelled)
        #expect(try await fleet.states(id) == ["installed", "installed"])
        await #expect(throws: FileExchangeError.self) { try await campaigns.cancel(id) }
    }

    @Test("charge points that are offline are waited for, and given up in time; unknown ones show")
    func offline() async throws {
        var fleet = try await FirmwareFleet(["A", "B", "C"], connected: ["A"])
        let id = try await fleet.begin(FirmwareFleet.plan(["A", "B", "C", "nobody"], waves: .size(2), offlineWaitSeconds: 100))
        try await fleet.step()
        #expect(try await fleet.states(id) == ["updating", "waiting", "waiting", "unknownChargePoint"])
        try await fleet.report("A", "Installed")
        try await fleet.step()
        #expect(try await fleet.campaign(id).campaign.wave == 1)
        try await fleet.connect("B")
        try await fleet.step()
        #expect(try await fleet.states(id) == ["installed", "updating", "waiting", "unknownChargePoint"])
        try await fleet.report("B", "Installed")
        try await fleet.step()
        #expect(try await fleet.campaign(id).campaign.wave == 2)
        fleet.fixture.time.advance(seconds: 101)
        try await fleet.step()
        #expect(try await fleet.states(id) == ["installed", "installed", "unreachable", "unknownChargePoint"])
        #expect(try await fleet.campaign(id).campaign.state == .finished)
    }

    @Test("the deadline gives up all that were not reached, also when paused")
    func deadline() async throws {
        let fleet = try await FirmwareFleet(["A", "B"], connected: [])
        var plan = FirmwareFleet.plan(["A", "B"], waves: .size(1))
        plan.deadline = fleet.fixture.time.now().advanced(bySeconds: 50)
        let id = try await fleet.begin(plan)
        try await fleet.step()
        _ = try await fleet.fixture.system.firmwareCampaigns.pause(id)
        fleet.fixture.time.advance(seconds: 50)
        try await fleet.step()
        #expect(try await fleet.states(id) == ["unreachable", "unreachable"])
        #expect(try await fleet.campaign(id).campaign.state == .finished)
    }

    @Test("charge points with the version are passed over; one that boots with another has failed")
    func versions() async throws {
        var fleet = try await FirmwareFleet(["A", "B", "C"], connected: ["A", "B"])
        try await fleet.connect("C", version: "2.0")
        let id = try await fleet.begin(FirmwareFleet.plan(["A", "B", "C"], version: "2.0"))
        try await fleet.step()
        #expect(try await fleet.states(id) == ["updating", "updating", "skipped"])
        #expect(fleet.sent("C") == 0)
        // No Installed: the new version is proof enough.
        try await fleet.report("A", "Installing")
        try await fleet.boot("A", "2.0")
        try await fleet.report("B", "Installing")
        try await fleet.boot("B", "1.5")
        try await fleet.report("B", "Installed")
        try await fleet.step()
        #expect(try await fleet.states(id) == ["installed", "failed", "skipped"])
        let failed = try await fleet.fixture.system.firmwareCampaigns.targets(of: id, state: .failed).targets.items
        #expect(failed.first?.explanation == "reports version 1.5 after the installation")
    }

    @Test("a failure that the charge point overcomes by itself is revised while the campaign goes on")
    func revised() async throws {
        let fleet = try await FirmwareFleet(["A", "B"])
        let id = try await fleet.begin(FirmwareFleet.plan(["A", "B"]))
        try await fleet.step()
        try await fleet.report("A", "DownloadFailed")
        try await fleet.step()
        #expect(try await fleet.states(id) == ["failed", "updating"])
        try await fleet.report("A", "Downloading")
        try await fleet.step()
        #expect(try await fleet.states(id) == ["updating", "updating"])
    }

    @Test("silence is a failure in time")
    func stalled() async throws {
        let fleet = try await FirmwareFleet(["A"])
        var plan = FirmwareFleet.plan(["A"])
        plan.stalledAfterSeconds = 60
        let id = try await fleet.begin(plan)
        try await fleet.step()
        try await fleet.report("A", "Downloading")
        fleet.fixture.time.advance(seconds: 62)
        try await fleet.step()
        #expect(try await fleet.states(id) == ["failed"])
    }

    @Test("what was not sent is sent again later; without any answer it is tried three times", arguments: [
        CallFailure.Code.queueFull, .timedOut,
    ])
    func unanswered(code: CallFailure.Code) async throws {
        let fleet = try await FirmwareFleet(["A"])
        let station = try #require(fleet.stations["A"])
        station.link.answer { action throws(CallFailure) in throw CallFailure(code, action: action) }
        let id = try await fleet.begin(FirmwareFleet.plan(["A"]))
        for attempt in 1...3 {
            try await fleet.step()
            #expect(fleet.sent("A") == attempt)
            try await fleet.step()
            #expect(fleet.sent("A") == attempt)
            fleet.fixture.time.advance(seconds: 120)
            try await fleet.step()
            fleet.fixture.time.advance(seconds: 30)
        }
        try await fleet.step()
        #expect(try await fleet.states(id) == [code == .timedOut ? "failed" : "waiting"])
        #expect(fleet.sent("A") == (code == .timedOut ? 3 : 4))
    }

    @Test("after a restart of the server it goes on, and nobody is asked twice")
    func restart() async throws {
        let fleet = try await FirmwareFleet(["A", "B", "C"])
        let id = try await fleet.begin(FirmwareFleet.plan(["A", "B", "C"], waves: .size(2)))
        try await fleet.step()
        let restarted = try await fleet.fixture.restarted()
        let driver = FirmwareCampaignDriver(
            database: fleet.fixture.database, time: fleet.fixture.time, connections: fleet.fixture.system.connections,
            updates: restarted.firmwareUpdates, failures: FailureLog(logger: .init(label: "test"), time: fleet.fixture.time))
        for sending in try await driver.step() { await sending.value }
        #expect(fleet.sent("A") == 1)
        for station in ["A", "B"] { try await fleet.report(station, "Installed") }
        fleet.fixture.time.advance(seconds: 1)
        for sending in try await driver.step() { await sending.value }
        #expect(try await fleet.states(id) == ["installed", "installed", "updating"])
    }

    @Test("a charge point with an update of its own is left alone until that is over")
    func busy() async throws {
        let fleet = try await FirmwareFleet(["A"])
        _ = try await fleet.fixture.system.firmwareUpdates.start(
            NewFirmwareUpdate(chargePointId: "A", source: .location("http://x/other")), requestedBy: "test")
        let id = try await fleet.begin(FirmwareFleet.plan(["A"]))
        try await fleet.step()
        #expect(try await fleet.states(id) == ["waiting"])
        try await fleet.report("A", "Installed")
        try await fleet.step()
        #expect(try await fleet.states(id) == ["updating"])
    }

    @Test("plans that make no sense are refused", arguments: [
        "waveSize", "wavePercentages", "parallelism", "maximumFailurePercent", "deadline",
    ])
    func refused(member: String) async throws {
        let fixture = try await CentralSystemFixture()
        var plan = FirmwareFleet.plan(["A"])
        switch member {
        case "waveSize": plan.waves = .size(0)
        case "wavePercentages": plan.waves = .percentages([60, 60])
        case "parallelism": plan.parallelism = 0
        case "maximumFailurePercent": plan.maximumFailurePercent = 101
        default: plan.deadline = Timestamp(milliseconds: 0)
        }
        let wrong = plan
        let error = await #expect(throws: FileExchangeError.self) {
            try await fixture.system.firmwareCampaigns.create(wrong, requestedBy: "test")
        }
        #expect(error?.member == member)
        #expect(try await fixture.system.firmwareCampaigns.list().items.isEmpty)
    }
}
