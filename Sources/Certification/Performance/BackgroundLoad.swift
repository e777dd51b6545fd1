import ChargePointSimulator
import NIOCore
import OCPPJ
import OCPPTransport

/// Traffic of other charge points, beside which cases are played.
///
/// Its charge points are registered, have connections of their own and send until it is stopped. Their messages are no part of the
/// measurement of the cases; what happened to them is told in a `LoadReport`.
struct BackgroundLoad: Sendable {
    /// The longest that it runs, as an end for a test that never ends: a day.
    private static let longest: Double = 86_400

    private let plan: LoadPlan
    private let generator: LoadGenerator
    private let playing: Task<LoadResult, any Error>
    private let startedAt: ContinuousClock.Instant
    private let patience: Duration

    /// Makes the charge points known to the Central System, connects them and begins to send.
    ///
    /// - Throws: a failure when they cannot be made known or are not let in.
    static func start(
        _ plan: LoadPlan, configuration: TestConfiguration, driver: any CentralSystemDriver, group: any EventLoopGroup,
        time: any TimeSource
    ) async throws(CaseFailure) -> BackgroundLoad {
        guard let url = configuration.url ?? configuration.secureURL else { throw .inconclusive("there is no endpoint") }
        let identities = plan.identities(prefix: configuration.identityPrefix)
        let password = StationAccess.randomPassword()
        let idTag = configuration.idTags.load
        do {
            try await driver.provision(.idTag(ProvisionedIdTag(idTag, .accepted)))
            try await driver.provision(.loadChargePoints(identities: identities, password: password))
        } catch {
            throw error.caseFailure
        }
        do {
            let generator = try await LoadGenerator(
                url: url.hasSuffix("/") ? String(url.dropLast()) : url, names: identities, parallel: 32,
                tls: ClientTLS(trustRoots: configuration.trustRoots), password: password, group: group, time: time)
            let interval = plan.interval
            let playing = Task {
                try await generator.play(seconds: longest, interval: interval) { LoadPlan.script($0, idTag: idTag) }
            }
            return BackgroundLoad(
                plan: plan, generator: generator, playing: playing, startedAt: .now, patience: configuration.responseLimit)
        } catch {
            throw .inconclusive("the charge points of the background load could not connect: \(error)")
        }
    }

    /// Ends it, waits for answers that are missing as long as they may take, and tells what happened.
    func stop() async -> LoadReport {
        let seconds = (ContinuousClock.now - startedAt) / .seconds(1)
        generator.stop(patience: .nanoseconds(Int64(patience / .nanoseconds(1))))
        let played = await playing.result
        await generator.close()
        switch played {
        case .success(let result): return report(on: result, seconds: seconds)
        case .failure(let error):
            return LoadReport(
                askedPerSecond: plan.messagesPerSecond, connections: plan.connections,
                problem: "the background load ended early: \(error)")
        }
    }

    private func report(on result: LoadResult, seconds: Double) -> LoadReport {
        LoadReport(
            askedPerSecond: plan.messagesPerSecond, achievedPerSecond: Double(result.answers) / max(seconds, 0.001),
            connections: plan.connections, seconds: seconds, messages: result.answers, callErrors: result.errors,
            unanswered: result.unanswered, lostConnections: result.lostConnections,
            p50Ms: result.percentileMicroseconds(0.5) / 1000, p99Ms: result.percentileMicroseconds(0.99) / 1000,
            slowestMs: Double(result.slowestNanoseconds) / 1_000_000, traffic: LoadPlan.traffic,
            problem: result.lostConnections == plan.connections ? "all of its connections were lost" : nil)
    }
}
