import CentralSystem
import ChargePointSimulator
import Logging
import NIOCore
import OCPP16
import OCPPJ
import ServiceLifecycle
import WebAPI

/// A few simulated charge points with their drivers and an operator, so that a newcomer sees life.
struct Demonstration: Service {
    private let simulation: Simulation
    private let demonstrationOperator: DemonstrationOperator

    /// Registers what the simulated charge points and drivers need; what is there already stays as it is, except how those that
    /// come with TLS show who they are.
    ///
    /// - Parameter security: how some of them come with TLS; nil when they cannot.
    init(
        centralSystem: CentralSystem, files: FileDirectory, url: String, security: DemonstrationSecurity?,
        group: any EventLoopGroup, time: any TimeSource, logger: Logger
    ) async throws {
        var scenario = try Scenario.demonstration(url: url, now: time.now())
        for identity in scenario.identities {
            do {
                _ = try await centralSystem.chargePoints.create(
                    NewChargePoint(id: identity, group: "demonstration", note: "simulated"))
            } catch let error as CentralSystemError where error.code == .alreadyExists {
                continue
            }
        }
        try await DemonstrationSecurity.register(security, for: &scenario, at: centralSystem.chargePoints)
        for text in scenario.fleets.flatMap(\.idTags) + [DemonstrationOperator.guest] {
            let idTag = try IdToken(text)
            if try await centralSystem.idTags.get(idTag) == nil {
                _ = try await centralSystem.idTags.create(idTag, IdTagValues(note: "simulated"))
            }
        }
        simulation = try await Simulation(scenario: scenario, group: group, time: time, logger: logger)
        demonstrationOperator = DemonstrationOperator(
            centralSystem: centralSystem, files: files, identities: scenario.fleets[0].identities,
            certified: security == nil ? nil : DemonstrationSecurity.certified, logger: logger)
    }

    /// Plays until graceful shutdown.
    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await simulation.run() }
            group.addTask {
                await cancelWhenGracefulShutdown {
                    // It ends by cancellation alone; its charge points play on without it.
                    try? await demonstrationOperator.run()
                }
            }
            try await group.waitForAll()
        }
    }
}
