import CentralSystem
import Certification
import Console
import Foundation
import NIOCore
import OCPPJ
import ServiceLifecycle
import Synchronization

/// Certification runs against the server that this process serves, one at a time. The cases are played from outside, over the same
/// sockets and the same API as those of anybody else.
final class ServerCertification: CertificationRuns, Service {
    private struct State {
        var run: CertificationRun?
        var task: Task<Void, Never>?
        /// Where the API listens, once it does.
        var apiURL: String?
        var trustRoots: [String] = []
    }

    let endpoints: CertificationEndpoints
    let functionalities = Functionality.allCases.map(\.rawValue)
    private let archive: CertificationArchive
    private let tokens: APITokenService
    private let live: LiveFeed
    private let group: any EventLoopGroup
    private let time: any TimeSource
    private let state = Mutex(State())

    init(
        dataDirectory: String, endpoints: CertificationEndpoints, centralSystem: CentralSystem, group: any EventLoopGroup,
        time: any TimeSource
    ) async {
        self.endpoints = endpoints
        archive = await CertificationArchive(directory: dataDirectory + "/certification")
        tokens = centralSystem.operators.tokens
        live = centralSystem.live
        self.group = group
        self.time = time
    }

    /// The API listens from now on.
    ///
    /// - Parameter trustRoots: in PEM, for an API with TLS.
    func announce(apiURL: String, trustRoots: [String]) {
        state.withLock {
            $0.apiURL = apiURL
            $0.trustRoots = trustRoots
        }
    }

    /// Waits for graceful shutdown; a run that is under way then is stopped and reported before the server goes.
    func run() async throws {
        try? await gracefulShutdown()
        await stop()
    }

    func start(_ order: CertificationOrder) async throws(CertificationRunError) -> CertificationRun {
        let (configuration, cases) = try Self.plan(order)
        let now = time.now()
        let total = cases.count * (order.loadPerSecond == nil ? 1 : 2)
        // One run in a millisecond is enough.
        let id = now.rfc3339.prefix(23).filter { $0.isNumber }
        let new = CertificationRun(id: String(id), startedAt: now, startedBy: order.startedBy, total: total)
        try state.withLock { state throws(CertificationRunError) in
            guard state.run?.state != .running else { throw CertificationRunError(.busy, "A run is under way already.") }
            guard let apiURL = state.apiURL else { throw CertificationRunError(.refused, "The server is not ready yet.") }
            state.run = new
            let trustRoots = state.trustRoots
            state.task = Task { await self.play(order, configuration, cases, apiURL: apiURL, trustRoots: trustRoots) }
        }
        note()
        return new
    }

    func stop() async {
        let task = state.withLock { $0.task }
        task?.cancel()
        await task?.value
    }

    func runs() async -> [CertificationRun] {
        let current = present
        let kept = await archive.runs
        return ([current].compactMap { $0 } + kept.filter { $0.id != current?.id }).sorted { $0.startedAt > $1.startedAt }
    }

    func run(_ id: String) async -> CertificationRun? { await runs().first { $0.id == id } }

    func report(_ id: String, _ format: CertificationReportFormat) async -> [UInt8]? { await archive.report(id, format) }

    func remove(_ id: String) async {
        let isRemovable = state.withLock { state in
            guard state.run?.id == id else { return true }
            guard state.run?.state != .running else { return false }
            state.run = nil
            return true
        }
        guard isRemovable else { return }
        await archive.remove(id)
        note()
    }

    private var present: CertificationRun? { state.withLock { $0.run } }

    private func note() { live.note(.operations) }

    private func change(_ change: (inout CertificationRun) -> Void) {
        state.withLock { state in
            guard var run = state.run else { return }
            change(&run)
            state.run = run
        }
        note()
    }

    /// What the test is played with.
    private static func plan(_ order: CertificationOrder) throws(CertificationRunError) -> (TestConfiguration, [CertificationCase]) {
        let isWellFormed = order.prefix.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
        guard isWellFormed, (1...12).contains(order.prefix.count) else {
            throw CertificationRunError(.refused, "The prefix is 1 to 12 letters, digits, '-', '_' and '.'.")
        }
        guard order.endpoints.plain?.hasPrefix("ws://") ?? true else {
            throw CertificationRunError(.refused, "The address without TLS begins with ws://.")
        }
        guard order.endpoints.secure?.hasPrefix("wss://") ?? true else {
            throw CertificationRunError(.refused, "The address with TLS begins with wss://.")
        }
        guard order.endpoints.plain != nil || order.endpoints.secure != nil else {
            throw CertificationRunError(.refused, "At least one address is needed where charge points connect.")
        }
        var configuration = TestConfiguration()
        configuration.url = order.endpoints.plain
        configuration.secureURL = order.endpoints.secure
        configuration.identityPrefix = order.prefix + "CP-"
        configuration.idTags = TestIdTags(prefix: order.prefix)
        do {
            return (configuration, try CaseSelection(order.functionalities.map { $0.filter { $0 != " " } }).cases)
        } catch {
            throw CertificationRunError(.refused, error.description)
        }
    }

    private func play(
        _ order: CertificationOrder, _ configuration: TestConfiguration, _ cases: [CertificationCase], apiURL: String, trustRoots: [String]
    ) async {
        var report: CertificationReport?
        var problem: String?
        do {
            let api = try StationmasterAPI(url: apiURL, token: order.token, trustRoots: trustRoots, group: group)
            do {
                report = try await play(order, configuration, cases, api)
            } catch {
                problem = "\(error)"
            }
            await api.shutdown()
        } catch {
            problem = "\(error)"
        }
        // Whatever came of it, the token is of no use to anybody any more.
        let (tokens, id) = (tokens, order.tokenId)
        await Task { try? await tokens.revoke(id) }.value
        await conclude(report, problem: problem)
    }

    private func play(
        _ order: CertificationOrder, _ configuration: TestConfiguration, _ cases: [CertificationCase], _ api: StationmasterAPI
    ) async throws -> CertificationReport {
        let driver = StationmasterDriver(api: api)
        var configuration = configuration
        if configuration.secureURL != nil { configuration.trustRoots = (try? await driver.trustRoots()) ?? [] }
        let session = CertificationSession(
            configuration: configuration, driver: driver, cases: cases, load: order.loadPerSecond, runnerVersion: ProgramVersion.current,
            group: group, time: time)
        let isUnderLoad = Mutex(false)
        return try await session.run { progress in
            switch progress {
            case .began(_, let underLoad): isUnderLoad.withLock { $0 = underLoad }
            case .caseBegan(let testCase, _, _): self.change { $0.current = "\(testCase.id): \(testCase.title)" }
            case .caseEnded(let result, _, _):
                let underLoad = isUnderLoad.withLock { $0 }
                self.change { $0.cases.append(.init(result, isUnderLoad: underLoad)) }
            case .preparesLoad(let messages, let connections):
                self.change { $0.current = "\(messages) messages a second, \(connections) connections" }
            case .loadFailed(let reason): self.change { $0.problem = reason }
            }
        }
    }

    private func conclude(_ report: CertificationReport?, problem: String?) async {
        let now = time.now()
        let isCancelled = Task.isCancelled
        change { run in
            run.current = nil
            run.endedAt = now
            run.problem = problem ?? run.problem
            run.result = report.flatMap { CertificationRun.Outcome(rawValue: $0.result.rawValue) }
            // The page shows it as over only when the reports are there.
        }
        guard var run = present else { return }
        run.state = report == nil ? .failed : isCancelled ? .stopped : .finished
        await archive.keep(run, report)
        let ended = run
        change { $0 = ended }
    }
}

extension CertificationRun.Case {
    init(_ result: CaseResult, isUnderLoad: Bool) {
        self.init(
            id: result.id, title: result.title, functionality: result.functionality.rawValue,
            outcome: CertificationRun.Outcome(rawValue: result.result.rawValue) ?? .inconclusive, reason: result.reason,
            milliseconds: result.durationMs, isUnderLoad: isUnderLoad)
    }
}
