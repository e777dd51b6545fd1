import Logging
import OCPP16
import OCPPJ

@testable import CentralSystem

/// A Central System with registered charge points, of which some are connected, and a campaign driver of its own.
struct FirmwareFleet {
    let fixture: CentralSystemFixture
    var driver: FirmwareCampaignDriver
    var stations: [String: Station] = [:]

    init(_ ids: [String], connected: [String]? = nil, version: String = "1.0") async throws {
        fixture = try await CentralSystemFixture()
        fixture.system.files.announce("http://files:9001")
        driver = FirmwareCampaignDriver(
            database: fixture.database, time: fixture.time, connections: fixture.system.connections,
            updates: fixture.system.firmwareUpdates,
            failures: FailureLog(logger: .init(label: "test"), time: fixture.time))
        for id in ids { try await fixture.register(id) }
        for id in connected ?? ids { try await connect(id, version: version) }
    }

    mutating func connect(_ id: String, version: String = "1.0") async throws {
        let station = try await fixture.connect(id)
        station.link.answer { _ in "{}" }
        stations[id] = station
        try await boot(id, version)
    }

    func boot(_ id: String, _ version: String) async throws {
        _ = try await stations[id]?.result(
            "BootNotification", #"{"chargePointVendor":"V","chargePointModel":"M","firmwareVersion":"\#(version)"}"#)
    }

    func report(_ id: String, _ status: String) async throws {
        _ = try await stations[id]?.result("FirmwareStatusNotification", #"{"status":"\#(status)"}"#)
    }

    /// One step, and the outcomes of what it sent. A second passes.
    func step() async throws {
        for sending in try await driver.step() { await sending.value }
        fixture.time.advance(seconds: 1)
    }

    func begin(_ plan: FirmwareCampaignPlan) async throws -> Int64 {
        let id = try await fixture.system.firmwareCampaigns.create(plan, requestedBy: "test").campaign.id
        fixture.time.advance(seconds: 1)
        return id
    }

    func campaign(_ id: Int64) async throws -> FirmwareCampaignService.Progress {
        try await fixture.system.firmwareCampaigns.get(id)
    }

    func states(_ id: Int64) async throws -> [String] {
        try await fixture.system.firmwareCampaigns.targets(of: id).targets.items.map(\.state.rawValue)
    }

    /// How often UpdateFirmware was sent to each.
    func sent(_ id: String) -> Int { stations[id]?.link.calls.filter { $0.action == "UpdateFirmware" }.count ?? 0 }

    /// A plan that never pauses, unless told otherwise.
    static func plan(
        _ ids: [String], waves: WavePlan = .all, parallelism: Int = 10, maximumFailurePercent: Int = 100,
        minimumFinished: Int = 1, offlineWaitSeconds: Int = 1000, version: String? = nil
    ) -> FirmwareCampaignPlan {
        FirmwareCampaignPlan(
            source: .location("http://x/fw.bin"), target: .chargePoints(ids), version: version, waves: waves,
            parallelism: parallelism, maximumFailurePercent: maximumFailurePercent, minimumFinished: minimumFinished,
            offlineWaitSeconds: offlineWaitSeconds)
    }

    /// The driver after a restart of the server; the charge points stay as they are.
    mutating func restart() {
        driver = FirmwareCampaignDriver(
            database: fixture.database, time: fixture.time, connections: fixture.system.connections,
            updates: fixture.system.firmwareUpdates, failures: FailureLog(logger: .init(label: "test"), time: fixture.time))
    }
}
