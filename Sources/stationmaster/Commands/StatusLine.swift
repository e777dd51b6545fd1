import ChargePointSimulator
import Foundation
import ServiceLifecycle

/// Says every few seconds how a simulation is getting on.
struct StatusLine: Service {
    let progress: SimulationProgress
    let count: Int

    private static let intervalSeconds = 5

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var messages = 0
            while !Task.isCancelled {
                do {
                    try await Task.sleep(for: .seconds(Self.intervalSeconds))
                } catch {
                    return
                }
                let now = progress.snapshot
                print(now, messagesPerSecond: (now.messages - messages) / Self.intervalSeconds)
                messages = now.messages
            }
        }
    }

    private func print(_ now: SimulationProgress.Snapshot, messagesPerSecond: Int) {
        var line =
            "\(now.connected)/\(count) connected, \(now.booted) booted, \(now.charging) charging, \(now.sessionsFinished) sessions finished, \(messagesPerSecond) messages/s, \(progress.ledger.faultsPlayed) faults, \(now.errors) errors"
        if let lastError = now.lastError { line += " (last: \(lastError))" }
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }
}
