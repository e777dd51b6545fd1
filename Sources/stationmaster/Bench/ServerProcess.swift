import Foundation
import FoundationNetworking

/// A server of this same program in a process and on a core of its own, to be measured from outside.
final class ServerProcess {
    private let process = Process()
    private let directory: URL
    private let token = UUID().uuidString

    /// Where charge points connect, without the identity and the slash before it.
    private(set) var ocppURL = ""
    private(set) var apiURL = ""

    /// Starts the server on free ports with a temporary data directory and waits until it listens.
    ///
    /// - Parameter core: the processor that it may use.
    /// - Throws: `BenchError` when it does not start.
    init(core: Int) throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "stationmaster-bench-\(UUID().uuidString)")
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/taskset")
        process.arguments = [
            "-c", String(core), try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"), "serve",
            "--data", directory.path, "--host", "127.0.0.1", "--ocpp-port", "0", "--http-port", "0", "--files-port", "0", "--registration", "open",
        ]
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["STATIONMASTER_ADMIN_TOKEN": token, "STATIONMASTER_LOG_LEVEL": "warning", "STATIONMASTER_THREADS_EVENT_LOOPS": "1", "STATIONMASTER_TLS_PORT": "0"]) { _, new in new }
        process.standardOutput = output
        try process.run()
        try readAddresses(from: output.fileHandleForReading)
    }

    private func readAddresses(from handle: FileHandle) throws {
        var text = ""
        while ocppURL.isEmpty || apiURL.isEmpty {
            let data = handle.availableData
            guard !data.isEmpty else { throw BenchError("the server stopped before it listened") }
            text += String(decoding: data, as: UTF8.self)
            for line in text.split(separator: "\n") {
                if let url = line.firstMatch(of: /OCPP listening on (ws:\S+?)\/$/)?.1 { ocppURL = String(url) }
                if let url = line.firstMatch(of: /API listening on (http:\S+?)\/$/)?.1 { apiURL = String(url) }
            }
        }
    }

    /// User and system time that the server has used, in seconds.
    var processorSeconds: Double {
        guard let text = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8),
            let fields = text.split(separator: ")").last?.split(separator: " "), fields.count > 12,
            let user = Double(fields[11]), let system = Double(fields[12])
        else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// Resident memory in bytes.
    var residentBytes: Int {
        guard let text = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8),
            let kilobytes = text.firstMatch(of: /VmRSS:\s+(\d+) kB/)?.1
        else { return 0 }
        return (Int(kilobytes) ?? 0) * 1024
    }

    /// The value of one figure of the server's metrics; the sum when it has labels.
    func metric(_ name: String) async throws -> Double {
        let text = String(decoding: try await request("GET", "/metrics"), as: UTF8.self)
        return text.split(separator: "\n")
            .filter { $0.hasPrefix(name + " ") || $0.hasPrefix(name + "{") }
            .compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }
            .reduce(0, +)
    }

    /// - Throws: `BenchError` for any answer that is not a success.
    @discardableResult
    func request(_ method: String, _ path: String, body: String? = nil) async throws -> Data {
        guard let url = URL(string: apiURL + path) else { throw BenchError("bad path \(path)") }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.httpBody = body.map { Data($0.utf8) }
        let (data, response) = try await URLSession.shared.data(for: request)
        guard let status = (response as? HTTPURLResponse)?.statusCode, (200..<300).contains(status) else {
            throw BenchError("\(method) \(path): \(String(decoding: data, as: UTF8.self))")
        }
        return data
    }

    /// Ends the server and removes its data.
    func stop() {
        process.terminate()
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: directory)
    }
}

/// Why a measurement could not be made.
struct BenchError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
