import Foundation
import Logging
import OCPPJ
import Testing

@testable import stationmaster

/// A server of this program in the process of the test, with a fault between charge points and the central system.
struct ControlledServer: Sendable {
    static let token = "negative-controls-administrator"

    let url: String
    let secureURL: String
    let apiURL: String

    /// Starts a server with data of its own, runs `body` and ends it.
    ///
    /// - Parameter fault: nil for a central system without a mistake.
    static func with<Result: Sendable>(
        _ fault: Fault?, lateness: Duration, _ body: @Sendable @escaping (ControlledServer) async throws -> Result
    ) async throws -> Result {
        let directory = try await DataDirectories.shared.makeOne()
        defer { try? FileManager.default.removeItem(at: directory) }
        let reader = try await SettingReader(
            flags: [
                "data.directory": directory.path, "ocpp.host": "127.0.0.1", "ocpp.port": "0", "http.host": "127.0.0.1",
                "http.port": "0", "files.port": "0", "tls.port": "0", "tls.host": "127.0.0.1",
                "tls.serverName": "localhost", "log.level": "critical",
                "threads.eventLoops": "1",
            ], environment: ["STATIONMASTER_ADMIN_TOKEN": token], file: nil)
        var server = Server(configuration: try ServerConfiguration(reader), isDemonstration: false)
        if let fault { server.admission = { WrongAdmission($0, fault: fault, lateness: lateness) } }
        let (addresses, announced) = AsyncStream.makeStream(of: ControlledServer.self)
        server.announce = { announcement in
            announced.yield(
                ControlledServer(
                    url: announcement.addresses.localURL,
                    secureURL: (announcement.addresses.localTLSURL ?? "").replacing("127.0.0.1", with: "localhost"),
                    apiURL: "http://127.0.0.1:\(announcement.httpPort)"))
        }
        let started = server
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                do {
                    try await started.run()
                } catch is CancellationError {}
                return nil
            }
            group.addTask {
                guard let running = await addresses.first(where: { _ in true }) else { throw CancellationError() }
                return try await body(running)
            }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
                throw ServerEnded()
            }
            throw ServerEnded()
        }
    }

    struct ServerEnded: Error {}
}

/// Data directories that are ready to use: their certificates are made once, because that takes longer than a whole run.
private actor DataDirectories {
    static let shared = DataDirectories()

    private var template: Task<URL, any Error>?

    func makeOne() async throws -> URL {
        let copy = FileManager.default.temporaryDirectory.appending(path: "negative-control-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: try await template(), to: copy)
        return copy
    }

    private func template() async throws -> URL {
        if let template { return try await template.value }
        let making = Task {
            let directory = FileManager.default.temporaryDirectory.appending(path: "negative-control-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
            let reader = try await SettingReader(
                flags: ["data.directory": directory.path, "tls.host": "127.0.0.1", "tls.serverName": "localhost"], environment: [:], file: nil)
            _ = try await TLSIdentities(
                try ServerConfiguration(reader), time: SystemTime(), logger: .init(label: "negative controls"))
            return directory
        }
        template = making
        return try await making.value
    }
}
