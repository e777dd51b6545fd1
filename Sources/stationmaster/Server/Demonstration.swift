import CentralSystem
import ChargePointSimulator
import Logging
import NIOCore
import OCPP16
import OCPPJ
import ServiceLifecycle

/// A few simulated charge points with their drivers, so that a newcomer sees life.
struct Demonstration: Service {
    private let simulation: Simulation

    /// Registers what the simulated charge points and drivers need; what is there already stays as it is.
    init(
        centralSystem: CentralSystem, url: String, group: any EventLoopGroup, time: any TimeSource, logger: Logger
    ) async throws {
        let settings = SimulationSettings.demonstration(url: url)
        for identity in settings.identities {
            do {
                _ = try await centralSystem.chargePoints.create(NewChargePoint(id: identity, note: "simulated"))
            } catch let error as CentralSystemError where error.code == .alreadyExists {
                continue
            }
        }
        for text in settings.idTags {
            let idTag = try IdToken(text)
            if try await centralSystem.idTags.get(idTag) == nil {
                _ = try await centralSystem.idTags.create(idTag, IdTagValues(note: "simulated"))
            }
        }
        simulation = try await Simulation(settings: settings, group: group, time: time, logger: logger)
    }

    func run() async throws {
        try await simulation.run()
    }
}
