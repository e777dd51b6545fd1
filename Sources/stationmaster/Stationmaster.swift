import ArgumentParser

/// The command line: every verb of the program.
@main
struct Stationmaster: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stationmaster",
        abstract: "A charging station management system for OCPP 1.6-J.",
        version: ProgramVersion.current,
        subcommands: [
            ServeCommand.self, SimulateCommand.self, CertifyCommand.self, BenchCommand.self, SettingsCommand.self, UserCommand.self, TokenCommand.self,
        ])
}
