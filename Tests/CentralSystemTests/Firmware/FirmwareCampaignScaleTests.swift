import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Large and long firmware campaigns")
struct FirmwareCampaignScaleTests {
    @Test("charge points that are offline keep nobody from being found, however many they are")
    func manyOffline() async throws {
        let ids = (0...FirmwareCampaignTargetStore.chunk).map { "STATION-\($0)" }
        let last = try #require(ids.last)
        var fleet = try await FirmwareFleet(ids, connected: [last])
        let id = try await fleet.begin(FirmwareFleet.plan(ids))
        let campaign = try await fleet.campaign(id)
        #expect(campaign.counts[.waiting] == ids.count)
        // The list is in the campaign's charge points, and not read again at every step.
        #expect(campaign.campaign.plan.target == .chargePoints([]))
        for _ in 0..<3 { try await fleet.step() }
        #expect(fleet.sent(last) == 1)
        // Round and round: one that connects later is found too.
        try await fleet.connect("STATION-3")
        for _ in 0..<3 { try await fleet.step() }
        #expect(fleet.sent("STATION-3") == 1)
    }

    @Test("one that boots with another version after it reported Installed has failed")
    func lateBoot() async throws {
        let fleet = try await FirmwareFleet(["A", "B"])
        let id = try await fleet.begin(FirmwareFleet.plan(["A", "B"], version: "2.0"))
        try await fleet.step()
        try await fleet.report("A", "Installing")
        try await fleet.report("A", "Installed")
        try await fleet.step()
        #expect(try await fleet.states(id) == ["installed", "updating"])
        try await fleet.boot("A", "1.0")
        try await fleet.step()
        #expect(try await fleet.states(id) == ["failed", "updating"])
        try await fleet.boot("A", "2.0")
        try await fleet.step()
        #expect(try await fleet.states(id) == ["installed", "updating"])
    }

    @Test("what a charge point reported while the server was down for the driver is taken over after a restart")
    func revisedOverRestart() async throws {
        var fleet = try await FirmwareFleet(["A", "B"])
        let id = try await fleet.begin(FirmwareFleet.plan(["A", "B"]))
        try await fleet.step()
        try await fleet.report("A", "InstallationFailed")
        try await fleet.step()
        try await fleet.report("A", "Installed")
        fleet.restart()
        try await fleet.step()
        #expect(try await fleet.states(id) == ["installed", "updating"])
    }

    @Test("after a start of the server charge points get time to connect before they are given up")
    func startAfterLongTime() async throws {
        var fleet = try await FirmwareFleet(["A"], connected: [])
        let id = try await fleet.begin(FirmwareFleet.plan(["A"], offlineWaitSeconds: 1000))
        try await fleet.step()
        fleet.fixture.time.advance(seconds: 5000)
        fleet.restart()
        try await fleet.step()
        fleet.fixture.time.advance(seconds: 590)
        try await fleet.step()
        #expect(try await fleet.states(id) == ["waiting"])
        fleet.fixture.time.advance(seconds: 10)
        try await fleet.step()
        #expect(try await fleet.states(id) == ["unreachable"])
    }

    @Test("what a step asks the database is answered from indexes", arguments: [
        ("SELECT state, count(*) AS count FROM firmware_campaign_targets WHERE campaign_id = 1 GROUP BY state", "COVERING INDEX"),
        ("SELECT number FROM firmware_campaign_targets WHERE campaign_id = 1 AND state = 'updating'", "COVERING INDEX"),
        (
            """
            SELECT t.* FROM firmware_updates u JOIN firmware_campaign_targets t ON t.update_id = u.id
            WHERE u.campaign_id = 1 AND u.updated_at > 5 AND t.campaign_id = 1 AND t.state IN ('failed', 'installed')
            """, "firmware_updates_by_campaign"
        ),
        (
            "SELECT count(*) FROM firmware_campaign_targets WHERE campaign_id = 1 AND state IN ('failed', 'installed') AND finished_at > 5",
            "firmware_campaign_targets_by_end"
        ),
    ])
    func plans(query: String, index: String) async throws {
        let fixture = try await CentralSystemFixture()
        let steps = try await fixture.database.read { connection in
            try connection.rows("EXPLAIN QUERY PLAN \(query)").map { try $0.text("detail") }
        }
        #expect(steps.contains { $0.contains(index) }, "\(steps)")
        #expect(!steps.contains { $0.contains("SCAN") || $0.contains("TEMP B-TREE") }, "\(steps)")
    }
}
