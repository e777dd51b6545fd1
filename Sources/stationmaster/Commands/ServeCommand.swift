import ArgumentParser
import Foundation

/// Runs the central system.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the central system: the OCPP endpoint and the REST API.",
        discussion: "Flags go before environment variables (STATIONMASTER_…), these before the configuration file. `stationmaster settings` lists all keys.")

    @Option(name: .customLong("config"), help: "A YAML or JSON file with settings.")
    var configurationFile: String?

    @Option(name: .customLong("data"), help: "The data directory [data.directory].")
    var dataDirectory: String?

    @Option(help: "The address for charge points [ocpp.host].")
    var host: String?

    @Option(help: "The port for charge points; 0 takes a free one [ocpp.port].")
    var ocppPort: String?

    @Option(help: "The address of the REST API [http.host].")
    var httpHost: String?

    @Option(help: "The port of the REST API; 0 takes a free one [http.port].")
    var httpPort: String?

    @Option(help: "The port for firmware and diagnostics; 0 takes a free one [files.port].")
    var filesPort: String?

    @Option(help: "open, pending or closed: what happens to charge points that nobody registered [registration.policy].")
    var registration: String?

    @Flag(help: "Run a few simulated charge points against this server, so that there is something to see.")
    var demo = false

    func run() async throws {
        do {
            let reader = try await SettingReader(
                flags: flags, environment: ProcessInfo.processInfo.environment, file: configurationFile)
            try await Server(configuration: ServerConfiguration(reader), isDemonstration: demo).run()
        } catch {
            FileHandle.standardError.write(Data("stationmaster: \(error)\n".utf8))
            throw error is SettingError ? Self.configurationFailure : ExitCode.failure
        }
    }

    /// EX_CONFIG of sysexits.h, so that a supervisor can tell a mistake in the configuration from a crash.
    private static let configurationFailure = ExitCode(78)

    private var flags: [String: String] {
        let given: [(Setting, String?)] = [
            (.dataDirectory, dataDirectory), (.ocppHost, host), (.ocppPort, ocppPort), (.httpHost, httpHost),
            (.httpPort, httpPort), (.filesPort, filesPort), (.registrationPolicy, registration),
        ]
        return Dictionary(given.compactMap { setting, value in value.map { (setting.key, $0) } }) { first, _ in first }
    }
}
