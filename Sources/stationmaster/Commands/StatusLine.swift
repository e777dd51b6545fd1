import ChargePointSimulator
import Foundation
import ServiceLifecycle

/// Says every few seconds how a simulation is getting on.
struct StatusLine: Service {
    let progress: SimulationProgress
    let count: Int

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await Task.sleep(for: .seconds(5))
                } catch {
                    return
                }
                printSummary()
            }
        }
    }

    func printSummary() {
        let now = progress.snapshot
        var line =
            "\(now.connected)/\(count) connected, \(now.booted) booted, \(now.charging) charging, \(now.sessionsFinished) sessions finished, \(now.messages) messages, \(now.errors) errors"
        if let lastError = now.lastError { line += " (last: \(lastError))" }
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }
}
