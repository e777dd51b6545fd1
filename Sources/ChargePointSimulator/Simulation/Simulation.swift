package import Logging
package import NIOCore
package import OCPPJ
import OCPPTransport
import ServiceLifecycle

/// Charge points that behave as real ones do, thousands in one process.
///
/// Runs until its goal is reached, the group it belongs to shuts down gracefully, or its task is cancelled; in the first two
/// cases running transactions are stopped and connections are closed properly.
package struct Simulation: Service {
    package let settings: SimulationSettings
    package let progress: SimulationProgress
    private let chargePoints: [VirtualChargePoint]
    private let files: HTTPFileExchange?
    private let time: any TimeSource
    private let sleep: VirtualChargePoint.Sleep
    private let logger: Logger

    /// - Parameter group: the event loops for the connections.
    /// - Throws: `SimulationSettingsError`.
    package init(
        settings: SimulationSettings, group: any EventLoopGroup, time: any TimeSource, logger: Logger
    ) async throws {
        let client = try await OCPPClient(group: group, time: time)
        let files = HTTPFileExchange(group: group, trustedCertificates: settings.trustedCertificates)
        try self.init(settings: settings, time: time, logger: logger, files: files) {
            identity, access, responder, connection in
            try await client.connect(
                to: settings.url(of: identity, isSecure: access.tls != nil),
                basic: access.password.map { (user: identity, password: $0) }, tls: access.tls, responder: responder,
                settings: connection)
        }
    }

    /// - Parameters:
    ///   - files: the way to file servers, of all charge points together; it is closed at the end.
    ///   - connect: opens a connection for an identity.
    init(
        settings: SimulationSettings, time: any TimeSource, logger: Logger = Logger(label: "simulation"),
        files: HTTPFileExchange? = nil,
        sleep: @escaping VirtualChargePoint.Sleep = { try await Task.sleep(for: $0) },
        connect: @escaping @Sendable (String, CentralSystemAccess, any CallResponder, ConnectionSettings) async throws -> any ChargePointLink
    ) throws(SimulationSettingsError) {
        let progress = SimulationProgress()
        let start = time.now()
        chargePoints = try settings.profiles().enumerated().map { index, profile in
            VirtualChargePoint(
                profile: profile, connectAt: start.later(bySeconds: Double(index) / settings.connectsPerSecond),
                time: time, progress: progress, files: files,
                connect: { try await connect(profile.identity, $0, $1, $2) },
                sleep: sleep)
        }
        self.settings = settings
        self.files = files
        self.progress = progress
        self.time = time
        self.sleep = sleep
        self.logger = logger
    }

    package func run() async throws {
        logger.info(
            "Simulation started",
            metadata: [
                "simulation.count": "\(settings.count)", "simulation.url": "\(settings.url)",
                "simulation.secureURL": "\(settings.secureURL ?? "")",
            ])
        for chargePoint in chargePoints { await chargePoint.start() }
        await waitForEnd()
        let isCancelled = Task.isCancelled
        await withTaskGroup { group in
            for chargePoint in chargePoints {
                group.addTask { await chargePoint.stop(atOnce: isCancelled) }
            }
        }
        await files?.shutdown()
        logger.info(
            "Simulation ended", metadata: ["simulation.sessionsFinished": "\(progress.snapshot.sessionsFinished)"])
    }

    /// Waits for whatever ends the simulation first.
    private func waitForEnd() async {
        await withTaskGroup { group in
            group.addTask { try? await gracefulShutdown() }
            if let sessions = settings.stopAfterSessions {
                group.addTask { await progress.finished(sessions: sessions) }
            }
            if let seconds = settings.stopAfterSeconds {
                group.addTask { try? await sleep(.seconds(seconds)) }
            }
            await group.next()
            group.cancelAll()
        }
    }
}
