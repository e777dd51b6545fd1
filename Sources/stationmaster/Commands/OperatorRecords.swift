import ArgumentParser
import CentralSystem
import Foundation
import OCPPJ
import Persistence
import WebAPI

/// Where the commands about users and tokens find what they change.
struct DataDirectoryOptions: ParsableArguments {
    @Option(name: .customLong("config"), help: "The server's YAML or JSON file with settings.")
    var configurationFile: String?

    @Option(name: .customLong("data"), help: "The data directory [data.directory].")
    var dataDirectory: String?

    /// Does `work` on the operators of the data directory, whether its server runs or not, and records what it says it did.
    ///
    /// What a person must be asked is asked before: while this works, no server can start on the directory.
    ///
    /// - Parameters:
    ///   - creating: whether to make the directory when it is not there yet, for what can be done before the server's first start.
    ///   - work: returns what it did, for the audit log; nil when it changed nothing.
    func change(creating: Bool = false, _ work: (Operators) async throws -> CommandLineChange?) async throws {
        try await Self.reporting { try await perform(creating, work) }
    }

    /// Tells people what went wrong, and has the process end with a failure.
    static func reporting<Result>(_ work: () async throws -> Result) async throws -> Result {
        do {
            return try await work()
        } catch {
            FileHandle.standardError.write(Data("stationmaster: \(error)\n".utf8))
            throw ExitCode.failure
        }
    }

    private func perform(_ creating: Bool, _ work: (Operators) async throws -> CommandLineChange?) async throws {
        let flags = dataDirectory.map { [Setting.dataDirectory.key: $0] } ?? [:]
        let reader = try await SettingReader(
            flags: flags, environment: ProcessInfo.processInfo.environment, file: configurationFile)
        let path = reader.text(.dataDirectory) + "/stationmaster.sqlite"
        if !FileManager.default.fileExists(atPath: path) {
            // A slip of the keyboard would otherwise make a directory that no server uses.
            guard creating else { throw MissingDataDirectory(path: reader.text(.dataDirectory)) }
            FileHandle.standardError.write(Data("\(reader.text(.dataDirectory)) holds no data yet; it is prepared for the server's first start.\n".utf8))
        }
        let (database, isGuest) = try Self.open(path)
        do {
            // A running server has the schema it needs; to change it under the server's hands would be wrong.
            if isGuest { try await database.requireSchema(of: FeatureMigrations.all) } else { try await database.migrate(FeatureMigrations.all) }
            let operators = Operators(database: database, time: SystemTime(), settings: try OperatorSettings(reader))
            if let change = try await work(operators) {
                try await operators.audit.record(
                    AuditEntry(
                        at: operators.audit.now(), actor: "command line (\(NSUserName()))", actorKind: AuditActor.commandLine,
                        action: change.action, target: change.target, outcome: .done, detail: change.detail))
            }
        } catch {
            await database.close()
            throw error
        }
        await database.close()
    }

    /// - Returns: the database, and whether a server has it open.
    private static func open(_ path: String) throws(DatabaseError) -> (SQLiteDatabase, isGuest: Bool) {
        do throws(DatabaseError) {
            return (try SQLiteDatabase(path: path), false)
        } catch {
            guard error.code == .inUse else { throw error }
            return (try SQLiteDatabase(guestOf: path), true)
        }
    }
}

/// There is no server's data where a command was told to look for them.
struct MissingDataDirectory: Error, CustomStringConvertible {
    let path: String

    var description: String { "\(path) holds no data of a server; name its data directory with --data, or its configuration with --config" }
}

/// What a command did, for the audit log.
struct CommandLineChange {
    var action: String
    var target: String
    var detail: String?
}

extension Role: ExpressibleByArgument {}
