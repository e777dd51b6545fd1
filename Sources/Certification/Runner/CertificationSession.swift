package import NIOCore
package import OCPPJ

/// A whole certification run: the system under test is asked for its name, the cases are played, with a background load a second time
/// under load, and the report is made.
package struct CertificationSession: Sendable {
    /// What is told while it runs.
    package enum Progress: Sendable {
        /// The cases are played now; `underLoad` is false in the first pass.
        case began(cases: Int, underLoad: Bool)
        case caseBegan(CertificationCase, number: Int, of: Int)
        case caseEnded(CaseResult, number: Int, of: Int)
        /// The charge points of the background load are made known and connected.
        case preparesLoad(messagesPerSecond: Int, connections: Int)
        /// There is no second pass, because of this.
        case loadFailed(String)
    }

    /// How long the load runs before the first case, so that this one has all of it.
    private static let loadSettles = Duration.seconds(1)

    private let configuration: TestConfiguration
    private let driver: any CentralSystemDriver
    private let cases: [CertificationCase]
    private let load: LoadPlan?
    private let runnerVersion: String
    private let group: any EventLoopGroup
    private let time: any TimeSource

    /// - Parameters:
    ///   - cases: those that were selected, in the order in which they are played.
    ///   - load: messages a second of the background load; nil for none.
    ///   - runnerVersion: of this program, for the report.
    ///   - group: the event loops for the connections.
    package init(
        configuration: TestConfiguration, driver: any CentralSystemDriver, cases: [CertificationCase] = CertificationCase.all,
        load: Int? = nil, runnerVersion: String, group: any EventLoopGroup, time: any TimeSource
    ) {
        self.configuration = configuration
        self.driver = driver
        self.cases = cases
        self.load = load.map { LoadPlan(messagesPerSecond: $0) }
        self.runnerVersion = runnerVersion
        self.group = group
        self.time = time
    }

    /// Plays everything, and reports. When the task is cancelled it reports what was played until then.
    ///
    /// - Throws: only when the test cannot make what it needs for itself. What goes wrong with the Central System is in the report.
    package func run(progress: @Sendable (Progress) -> Void = { _ in }) async throws -> CertificationReport {
        let began = time.now()
        let runner = try await CertificationRunner(
            configuration: configuration, driver: driver, certificates: try CertificateWorkshop(), group: group, time: time)
        let system = await systemUnderTest()

        var results = await play(runner, underLoad: false, progress)
        let alone = PerformanceReport.Pass(runner.responseTimes, limit: configuration.responseLimit)
        var underLoad: PerformanceReport.Pass?
        if let load, !Task.isCancelled {
            (results, underLoad) = await playUnderLoad(load, runner, after: results, progress)
        }
        return CertificationReport(
            system: system, date: began, durationMs: Int(time.now().milliseconds - began.milliseconds),
            runnerVersion: runnerVersion, configuration: ReportedConfiguration(configuration, driver: driver.name),
            results: results, performance: PerformanceReport(alone: alone, underLoad: underLoad))
    }

    /// A Central System that does not tell its name is tested nevertheless; the cases find out whether it is there.
    private func systemUnderTest() async -> SystemUnderTest {
        do {
            return try await driver.system()
        } catch {
            return SystemUnderTest(vendor: "unknown", name: "unknown", version: "unknown")
        }
    }

    private func play(
        _ runner: CertificationRunner, underLoad: Bool, _ progress: @Sendable (Progress) -> Void
    ) async -> [CaseResult] {
        progress(.began(cases: cases.count, underLoad: underLoad))
        return await runner.run(cases) { step in
            switch step {
            case .began(let testCase, let number, let count): progress(.caseBegan(testCase, number: number, of: count))
            case .ended(let result, let number, let count):
                progress(.caseEnded(underLoad ? result.underLoad : result, number: number, of: count))
            }
        }
    }

    private func playUnderLoad(
        _ plan: LoadPlan, _ runner: CertificationRunner, after results: [CaseResult], _ progress: @Sendable (Progress) -> Void
    ) async -> ([CaseResult], PerformanceReport.Pass) {
        let limit = configuration.responseLimit
        runner.responseTimes.reset()
        progress(.preparesLoad(messagesPerSecond: plan.messagesPerSecond, connections: plan.connections))
        let background: BackgroundLoad
        do {
            background = try await BackgroundLoad.start(
                plan, configuration: configuration, driver: driver, group: group, time: time)
        } catch {
            progress(.loadFailed(error.reason))
            let load = LoadReport(
                askedPerSecond: plan.messagesPerSecond, connections: plan.connections, problem: error.reason)
            return (results, PerformanceReport.Pass(runner.responseTimes, limit: limit, load: load))
        }
        try? await Task.sleep(for: Self.loadSettles)
        let loaded = await play(runner, underLoad: true, progress)
        let load = await background.stop()
        if let problem = load.problem { progress(.loadFailed(problem)) }
        return (CaseResult.merged(results, loaded), PerformanceReport.Pass(runner.responseTimes, limit: limit, load: load))
    }
}

extension CaseResult {
    /// The same result with every variant named as one that was played under load.
    var underLoad: CaseResult {
        CaseResult(of: self, variants: variants.map(\.underLoad))
    }

    /// The results of the pass alone, each with those of the pass under load beside: a case passes when it does so in both.
    static func merged(_ alone: [CaseResult], _ loaded: [CaseResult]) -> [CaseResult] {
        alone.map { result in
            let second = loaded.first { $0.id == result.id }
            return CaseResult(of: result, variants: result.variants + (second?.variants.map(\.underLoad) ?? []))
        }
    }
}

extension VariantResult {
    fileprivate var underLoad: VariantResult {
        VariantResult(
            name: name.isEmpty ? "under load" : "under load: \(name)", result: result, reason: reason, durationMs: durationMs,
            trace: trace)
    }
}
