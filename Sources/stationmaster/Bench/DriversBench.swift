import ChargePointSimulator
import Logging
import OCPPJ

extension Bench {
    /// A fleet of simulated charge points with their drivers, as the benchmark's scenario describes it.
    func drivers() async throws -> BenchReport.Drivers {
        let server = try ServerProcess(core: serverCore)
        defer { server.stop() }
        let scenario = try Scenario.bench(url: server.ocppURL, seconds: seconds, now: time.now())
        for idTag in scenario.fleets.flatMap(\.idTags) {
            try await server.request("PUT", "/api/v1/id-tags/\(idTag)", body: "{}")
        }
        var logger = Logger(label: "stationmaster.bench")
        logger.logLevel = .error
        let simulation = try await Simulation(scenario: scenario, group: group, time: time, logger: logger)
        let processor = server.processorSeconds
        let start = ContinuousClock.now
        try await simulation.run()
        let elapsed = (ContinuousClock.now - start) / .seconds(1)
        let used = server.processorSeconds - processor
        let summary = simulation.progress.summary(chargePoints: simulation.count, seconds: elapsed)
        let sessions = summary.sessions.finished
        return BenchReport.Drivers(
            chargePoints: simulation.count, seconds: elapsed, sessions: sessions, sessionsPerSecond: Double(sessions) / elapsed,
            messagesPerSecond: Double(summary.messages) / elapsed,
            processorMicrosecondsPerSession: used * 1_000_000 / Double(max(1, sessions)),
            startTransactionP99Milliseconds: summary.calls.first { $0.action == "StartTransaction" }?.p99Milliseconds ?? 0,
            errors: summary.errors)
    }
}
