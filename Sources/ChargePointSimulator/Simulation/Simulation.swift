package import Logging
package import NIOCore
package import OCPPJ
import OCPPTransport
import ServiceLifecycle

/// Charge points that behave as a scenario wants it, thousands in one process.
///
/// Runs until its goal is reached, the group it belongs to shuts down gracefully, or its task is cancelled; in the first two
/// cases running transactions are stopped and connections are closed properly.
package struct Simulation: Service {
    /// Opens a connection for a charge point.
    typealias Connect =
        @Sendable (ChargePointProfile, CentralSystemAccess, any CallResponder, ConnectionSettings) async throws -> any ChargePointLink

    package let scenario: Scenario
    package let progress: SimulationProgress
    private let chargePoints: [VirtualChargePoint]
    private let files: HTTPFileExchange?
    private let pace: ClockPace
    private let sleep: VirtualChargePoint.Sleep
    private let logger: Logger

    /// How many charge points take part.
    package var count: Int { chargePoints.count }

    /// - Parameter group: the event loops for the connections.
    /// - Throws: `ScenarioError`.
    package init(
        scenario: Scenario, group: any EventLoopGroup, time: any TimeSource, logger: Logger
    ) async throws {
        let client = try await OCPPClient(group: group, time: time)
        let files = HTTPFileExchange(group: group, trustedCertificates: scenario.trustedCertificates)
        try self.init(scenario: scenario, time: time, logger: logger, files: files) {
            profile, access, responder, connection in
            try await client.connect(
                to: scenario.url(of: profile.identity, isSecure: access.tls != nil, quirks: profile.quirks),
                subprotocols: profile.quirks.contains(.noSubprotocol) ? [] : ["ocpp1.6"],
                basic: access.password.map { (user: profile.identity, password: $0) }, tls: access.tls,
                responder: responder, settings: connection)
        }
    }

    /// - Parameters:
    ///   - files: the way to file servers, of all charge points together; it is closed at the end.
    ///   - connect: opens a connection for a charge point.
    init(
        scenario: Scenario, time: any TimeSource, logger: Logger = Logger(label: "simulation"),
        files: HTTPFileExchange? = nil,
        sleep: @escaping VirtualChargePoint.Sleep = { try await Task.sleep(for: $0) }, connect: @escaping Connect
    ) throws(ScenarioError) {
        let progress = SimulationProgress()
        let start = time.now()
        let pace = scenario.pace(now: start)
        let paced = PacedTime(base: time, pace: pace)
        chargePoints = try scenario.profiles(now: start).enumerated().map { index, profile in
            VirtualChargePoint(
                profile: profile,
                connectAt: pace.reading(at: start.later(bySeconds: Double(index) / scenario.connectsPerSecond)),
                time: paced, progress: progress, files: files,
                connect: { [oddConnects = Self.oddities(of: profile)] in
                    if let oddConnects { progress.ledger.count(oddConnects) }
                    return try await connect(profile, $0, $1, $2)
                },
                sleep: sleep)
        }
        self.scenario = scenario
        self.files = files
        self.progress = progress
        self.pace = pace
        self.sleep = sleep
        self.logger = logger
    }

    /// What is odd about every connection of a charge point; nil for nothing.
    private static func oddities(of profile: ChargePointProfile) -> Oddities? {
        let quirks = Quirk.ofConnections.filter {
            profile.quirks.contains($0) && ($0 != .passwordAsHex || profile.security.password != nil)
        }
        guard !quirks.isEmpty else { return nil }
        var oddities = Oddities()
        for quirk in quirks { oddities.quirks[quirk] = 1 }
        return oddities
    }

    package func run() async throws {
        logger.info(
            "Simulation started",
            metadata: [
                "simulation.count": "\(count)", "simulation.url": "\(scenario.url)",
                "simulation.secureURL": "\(scenario.secureURL ?? "")",
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
            if let sessions = scenario.end.sessions {
                group.addTask { await progress.finished(sessions: sessions) }
            }
            if let seconds = scenario.end.seconds {
                group.addTask { try? await sleep(.seconds(seconds)) }
            }
            if !pace.isReal, !scenario.time.goesOnAtPresent {
                group.addTask { try? await sleep(.seconds(pace.secondsUntilPresent)) }
            }
            await group.next()
            group.cancelAll()
        }
    }
}
