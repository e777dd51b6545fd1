import Dispatch
import Foundation
import Synchronization

/// The server that `certify` starts for itself: as it is delivered, but for what makes waiting times short.
final class OwnServer: Sendable {
    let url: String
    /// By the name in its certificates.
    let secureURL: String
    let apiURL: String
    let token: String
    private let process: Mutex<ServerProcess?>

    /// - Throws: `ServerProcessError` when it does not start.
    init(dataDirectory: String?) throws {
        // The test is about this program, not about what else is set on this machine.
        let environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("STATIONMASTER_") }
        let server = try ServerProcess(
            dataDirectory: dataDirectory,
            settings: [
                // Refused logins and broken handshakes are part of the test.
                .logLevel: "error", .tlsServerName: "localhost", .tlsAlternativeNames: "127.0.0.1",
                // A charge point of the test asks for more certificates in a minute than any other in a year.
                .certificateRequests: "1000",
            ], environment: environment)
        url = server.ocppURL
        secureURL = server.secureURL.replacing("127.0.0.1", with: "localhost")
        apiURL = server.apiURL
        token = server.token
        process = Mutex(server)
    }

    /// Ends it and removes temporary data.
    func stop() async {
        await withCheckedContinuation { continuation in
            // Waiting for a process blocks the thread that does it.
            DispatchQueue.global().async {
                self.process.withLock { process in
                    process?.stop()
                    process = nil
                }
                continuation.resume()
            }
        }
    }
}
