import CentralSystem
import OCPPJ
import WebAPI

/// What somebody who helps needs to know of this server, as a text to send. In English, because it goes to others; without secrets.
struct HelpText: Sendable {
    let server: any ServerInformation
    let health: ServerHealth
    let now: Timestamp
    /// The browser, as it calls itself.
    let agent: String
    /// Whether the viewer may see the settings.
    let showsSettings: Bool

    var text: String {
        let build = server.build
        var lines = [
            "Stationmaster \(server.version) (\(build.mode), \(build.compiler)\(build.madeAt.map { ", built \(TimeText.utc($0))" } ?? ""))",
            "Runs on: \(build.platform), \(build.processors) processors",
            "Now: \(TimeText.utc(now)); runs since \(TimeText.utc(server.startedAt)) (\(Span.text(seconds: Int(now.seconds(since: server.startedAt)), .english)))",
        ]
        for listener in server.listeners {
            lines.append("Listens: \(listener.purpose.rawValue) \(listener.bound)\(listener.reachedAt.map { ", reached at \($0)" } ?? "")")
        }
        let checks = health.checks.map { "\($0.name) \($0.isReady ? "ok" : "FAILED")" }.joined(separator: ", ")
        lines += [
            "Ready: \(health.isReady ? "yes" : "NO") (\(checks))",
            "Charge points connected: \(health.connected); frames: \(health.frames), \(ServerHealth.rate(health.framesPerSecond)) a second; not logged: \(health.droppedMessages)",
            "Memory: \(size(health.process.residentMemoryBytes)); descriptors: \(number(health.process.openFileDescriptors)) of \(number(health.process.maximumFileDescriptors))",
            "Database: \(size(health.storage.databaseBytes)); free on the disk: \(size(health.storage.freeBytes)); commits: \(health.database.commits), failed writes: \(health.database.failedWrites), waiting: \(health.database.waiting)",
        ]
        if showsSettings {
            let changed = server.settings.filter(\.differs)
            lines.append("Settings that are not the default: \(changed.isEmpty ? "none" : "")")
            lines += changed.map { "  \($0.key) = \($0.isSecret ? "(secret)" : $0.value ?? "") (\($0.source.rawValue))" }
        }
        if !agent.isEmpty { lines.append("Browser: \(agent)") }
        return lines.joined(separator: "\n")
    }

    private func size(_ bytes: Int?) -> String { bytes.map(ServerHealth.size) ?? "unknown" }
    private func number(_ number: Int?) -> String { number.map(String.init) ?? "unknown" }
}
