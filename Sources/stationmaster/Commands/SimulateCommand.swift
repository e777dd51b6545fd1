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
        discussion: "Charge points boot, report their connectors, and charge as drivers come and go; they obey the central system's commands. The central system must know the idTags.")

    @Option(help: "The URL of the central system without the identity, for example ws://127.0.0.1:9000/ocpp; a wss:// URL is the same as --tls-url.")
    var url = ""

    @Option(help: "How many charge points.")
    var count = 1

    @Option(help: "Connectors of each charge point, 1…100.")
    var connectors = 2

    @Option(help: "Identities are this and a number.")
    var prefix = "SIM-"

    @Option(help: "The identity of a single charge point, in place of prefix and number; only with one.")
    var identity: String?

    @Option(name: .customLong("id-tag"), help: "A driver's idTag; may be given several times. Without any, no drivers come.")
    var idTags: [String] = []

    @Option(name: .customLong("model"), help: "What the charge points are: socket22, cable11 or fast150; may be given several times, then they take turns (default: all three).")
    var models: [String] = []

    @Option(help: "A PEM file with authorities that are trusted when firmware and diagnostics are transferred over HTTPS.")
    var trust: String?

    @Option(name: .customLong("without-profile"), help: "A feature profile that the charge points lack: FirmwareManagement, LocalAuthListManagement, Reservation, SmartCharging or RemoteTrigger; may be given several times.")
    var missingProfiles: [String] = []

    @Option(help: "How often the installation of firmware fails, 0…1.")
    var firmwareFailureRate = 0.0

    @Option(help: "How often a lock does not open, 0…1.")
    var unlockFailureRate = 0.0

    @Option(help: "Decides everything that is left to chance.")
    var seed: UInt64 = 1

    @Option(help: "By how much sessions and pauses are shortened, 1…10000.")
    var acceleration = 1.0

    @Option(help: "Seconds between meter values.")
    var meterInterval = 60

    @Option(help: "Charge points that connect in a second at the start.")
    var connectsPerSecond = 50.0

    @Option(help: "End after so many sessions, all charge points together.")
    var sessions: Int?

    @Option(help: "End after so many seconds.")
    var seconds: Double?

    @OptionGroup(title: "Security")
    var security: SimulatedSecurity

    func validate() throws {
        guard !url.isEmpty || security.tlsURL != nil else { throw ValidationError("A --url or --tls-url is needed.") }
        for name in missingProfiles where FeatureProfile(rawValue: name).map({ $0 == .core }) ?? true {
            throw ValidationError("There is no optional feature profile “\(name)”.")
        }
        for name in models where ChargePointModel.named[name] == nil {
            throw ValidationError("There is no model “\(name)”.")
        }
    }

    func run() async throws {
        var logger = Logger(label: "stationmaster.simulate") { StreamLogHandler(label: $0, stream: LogLines()) }
        logger.logLevel = .warning
        let group = MultiThreadedEventLoopGroup(numberOfThreads: System.coreCount)
        do {
            let simulation = try await Simulation(settings: settings(), group: group, time: SystemTime(), logger: logger)
            let status = StatusLine(progress: simulation.progress, count: count)
            try await ServiceGroup(
                configuration: ServiceGroupConfiguration(
                    services: [
                        .init(service: simulation, successTerminationBehavior: .gracefullyShutdownGroup),
                        .init(service: status, successTerminationBehavior: .ignore),
                    ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
            ).run()
            status.printSummary()
            // Whoever tries a URL in a script wants to know that it was wrong.
            if !simulation.progress.hasEverConnected { throw ExitCode.failure }
        } catch {
            try? await group.shutdownGracefully()
            throw error
        }
        try await group.shutdownGracefully()
    }

    private func settings() throws -> SimulationSettings {
        var settings = SimulationSettings(url: url)
        settings.count = count
        settings.identityPrefix = prefix
        settings.identity = identity
        settings.connectors = connectors
        settings.idTags = idTags
        if !models.isEmpty { settings.models = models.compactMap { ChargePointModel.named[$0] } }
        settings.trustedCertificates = trust
        settings.featureProfiles.subtract(missingProfiles.compactMap(FeatureProfile.init))
        settings.firmwareFailureRate = firmwareFailureRate
        settings.unlockFailureRate = unlockFailureRate
        settings.seed = seed
        settings.acceleration = acceleration
        settings.meterIntervalSeconds = meterInterval
        settings.connectsPerSecond = connectsPerSecond
        settings.stopAfterSessions = sessions
        settings.stopAfterSeconds = seconds
        try security.apply(to: &settings)
        return settings
    }
}
