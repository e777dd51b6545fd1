import ArgumentParser
import ChargePointSimulator
import Foundation
import Logging
import NIOCore
import NIOPosix
import OCPPJ
import ServiceLifecycle
import UnixSignals

/// Plays charge points against any OCPP 1.6-J central system.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Play charge points with drivers against a central system.",
        discussion: "Charge points boot, report their connectors, and charge as drivers come and go; they obey the central system's commands. The central system must know the idTags. What they are and what goes wrong stands in a scenario file, or in options.")

    @Argument(help: "A scenario file. Options that are given too go before it.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String?

    @Option(name: .customLong("scenario"), help: "The same as the argument.")
    var scenarioFile: String?

    @Flag(help: "Print a scenario file with every member and comments, and do nothing else.")
    var example = false

    @Option(help: "Write the summary to this file as JSON.")
    var json: String?

    @Option(help: "The URL of the central system without the identity, for example ws://127.0.0.1:9000/ocpp; a wss:// URL is the same as --tls-url.")
    var url: String?

    @Option(help: "Decides everything that is left to chance.")
    var seed: UInt64?

    @Option(help: "By how much sessions and pauses are shortened, 1…10000.")
    var acceleration: Double?

    @Option(help: "Charge points that connect in a second at the start.")
    var connectsPerSecond: Double?

    @Option(help: "End after so many sessions, all charge points together.")
    var sessions: Int?

    @Option(help: "End after so many seconds.")
    var seconds: Double?

    @OptionGroup(title: "Charge points")
    var fleet: SimulatedFleet

    @OptionGroup(title: "Security")
    var security: SimulatedSecurity

    private var path: String? { file ?? scenarioFile }

    func validate() throws {
        guard !example else { return }
        if file != nil, scenarioFile != nil { throw ValidationError("One scenario file is enough.") }
        guard path == nil else {
            if security.isGiven { throw ValidationError("How secure charge points are stands in the scenario file, not in options.") }
            return
        }
        guard url != nil || security.tlsURL != nil else {
            throw ValidationError("A scenario file, --url or --tls-url is needed.")
        }
    }

    func run() async throws {
        guard !example else {
            FileHandle.standardOutput.write(Data(Scenario.example.utf8))
            return
        }
        let time = SystemTime()
        let scenario = try path.map { try read($0, now: time.now()) } ?? described()
        var logger = Logger(label: "stationmaster.simulate") { StreamLogHandler(label: $0, stream: LogLines()) }
        logger.logLevel = .warning
        let group = MultiThreadedEventLoopGroup(numberOfThreads: System.coreCount)
        do {
            try await play(Simulation(scenario: scenario, group: group, time: time, logger: logger), logger)
        } catch {
            try? await group.shutdownGracefully()
            throw error
        }
        try await group.shutdownGracefully()
    }

    private func play(_ simulation: Simulation, _ logger: Logger) async throws {
        let start = ContinuousClock.now
        let status = StatusLine(progress: simulation.progress, count: simulation.count)
        try await ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: simulation, successTerminationBehavior: .gracefullyShutdownGroup),
                    .init(service: status, successTerminationBehavior: .ignore),
                ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        ).run()
        let summary = simulation.progress.summary(
            chargePoints: simulation.count, seconds: (ContinuousClock.now - start) / .seconds(1))
        FileHandle.standardOutput.write(Data(("\n" + summary.text + "\n").utf8))
        if let json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            try encoder.encode(summary).write(to: URL(filePath: json))
        }
        // Whoever tries a URL in a script wants to know that it was wrong.
        if !simulation.progress.hasEverConnected { throw ExitCode.failure }
    }

    /// The scenario of a file, with the options that were given beside it.
    private func read(_ path: String, now: Timestamp) throws -> Scenario {
        let yaml: String
        do {
            yaml = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw ValidationError("\(path) cannot be read: \(error.localizedDescription)")
        }
        let folder = URL(filePath: path).deletingLastPathComponent().path
        do {
            return try Scenario(yaml: yaml, file: path, folder: folder, now: now) { scenario in
                try override(&scenario)
                try fleet.override(&scenario)
            }
        } catch let error as ScenarioError {
            throw ValidationError("\(error)")
        }
    }

    /// The scenario that options alone describe.
    private func described() throws -> Scenario {
        var scenario = Scenario(fleets: [Fleet()])
        do {
            try override(&scenario)
            try fleet.override(&scenario)
            try security.apply(to: &scenario)
        } catch let error as ScenarioError {
            throw ValidationError("\(error)")
        }
        return scenario
    }

    private func override(_ scenario: inout Scenario) throws {
        if let url {
            if url.hasPrefix("wss://") { scenario.secureURL = url } else { scenario.url = url }
        }
        if let tlsURL = security.tlsURL { scenario.secureURL = tlsURL }
        if let seed { scenario.seed = seed }
        if let acceleration { scenario.time.acceleration = acceleration }
        if let connectsPerSecond { scenario.connectsPerSecond = connectsPerSecond }
        if let sessions { scenario.end.sessions = sessions }
        if let seconds { scenario.end.seconds = seconds }
    }
}
