import Foundation

/// A server of this same program in a process of its own, on free ports of this machine: for what is measured or tested from outside.
final class ServerProcess {
    private let process = Process()
    /// Made here and removed with the server; nil for a directory of somebody else's.
    private let temporaryDirectory: URL?

    /// The administrator's token, made for this process.
    let token = UUID().uuidString
    /// Where charge points connect, without the identity and the slash before it.
    private(set) var ocppURL = ""
    private(set) var apiURL = ""
    /// The same as `ocppURL` over TLS.
    private(set) var secureURL = ""

    var processID: Int32 { process.processIdentifier }

    /// Starts the server and waits until it listens.
    ///
    /// - Parameters:
    ///   - core: the only processor that it may use; nil for all.
    ///   - dataDirectory: nil for a temporary one.
    ///   - settings: besides those of addresses and ports.
    ///   - environment: what it inherits.
    /// - Throws: `ServerProcessError` when it does not start.
    init(
        core: Int? = nil, dataDirectory: String? = nil, settings: KeyValuePairs<Setting, String> = [:],
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws {
        temporaryDirectory =
            dataDirectory == nil
            ? FileManager.default.temporaryDirectory.appending(path: "stationmaster-\(UUID().uuidString)") : nil
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let arguments = [
            "serve", "--data", dataDirectory ?? temporaryDirectory?.path ?? "", "--host", "127.0.0.1", "--ocpp-port", "0",
            "--http-port", "0", "--files-port", "0",
        ]
        if let core {
            process.executableURL = URL(filePath: "/usr/bin/taskset")
            process.arguments = ["-c", String(core), program] + arguments
        } else {
            process.executableURL = URL(filePath: program)
            process.arguments = arguments
        }
        let own: KeyValuePairs<Setting, String> = [
            .adminToken: token, .logLevel: "warning", .tlsPort: "0", .tlsHost: "127.0.0.1", .httpHost: "127.0.0.1",
            .filesHost: "127.0.0.1",
        ]
        process.environment = (Array(own) + Array(settings)).reduce(into: environment) { environment, setting in
            environment[setting.key.environmentVariable] = setting.value
        }
        let output = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        do {
            try process.run()
            try readAddresses(from: output.fileHandleForReading)
        } catch {
            stop()
            throw error
        }
    }

    private func readAddresses(from handle: FileHandle) throws(ServerProcessError) {
        var text = ""
        while ocppURL.isEmpty || apiURL.isEmpty || secureURL.isEmpty {
            let data = handle.availableData
            guard !data.isEmpty else { throw ServerProcessError("the server stopped before it listened") }
            text += String(decoding: data, as: UTF8.self)
            for line in text.split(separator: "\n") {
                if let url = line.firstMatch(of: /OCPP listening on (ws:\S+?)\/$/)?.1 { ocppURL = String(url) }
                if let url = line.firstMatch(of: /OCPP listening on (wss:\S+?)\/$/)?.1 { secureURL = String(url) }
                if let url = line.firstMatch(of: /API listening on (http:\S+?)\/$/)?.1 { apiURL = String(url) }
            }
        }
    }

    /// Ends the server and removes its data, if they were temporary.
    func stop() {
        if process.isRunning {
            process.terminate()
            process.waitUntilExit()
        }
        if let temporaryDirectory { try? FileManager.default.removeItem(at: temporaryDirectory) }
    }
}

/// Why a server did not start, or did not do what it was asked to.
struct ServerProcessError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
