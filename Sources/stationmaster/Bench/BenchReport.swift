import Foundation

/// The figures of one run of the benchmark, as they are written to the file.
struct BenchReport: Codable {
    /// A closed loop: each connection sends its next message when it has the answer to the last.
    struct ClosedLoop: Codable {
        var name: String
        var connections: Int
        var seconds: Double
        var messages: Int
        var messagesPerSecond: Double
        var p50Microseconds: Double
        var p99Microseconds: Double
        /// User and system time of the server's process, divided by the messages.
        var processorMicrosecondsPerMessage: Double
        /// Write transactions' bodies for each commit (one fsync); absent where nothing is written.
        var writesPerCommit: Double?
        var errors: Int
    }

    struct Fleet: Codable {
        var connections: Int
        /// From the first connect to the last answer of boot and two status notifications.
        var secondsToConnectBootAndReport: Double
        /// Growth of the server's resident memory, divided by the connections.
        var residentBytesPerConnection: Int
    }

    /// A fleet that comes over TLS with passwords: security profile 2.
    struct SecureFleet: Codable {
        var connections: Int
        /// From the first connect to the last answer of boot and two status notifications, every handshake a full one.
        var secondsToConnectBootAndReport: Double
        /// The same when all were cut and came back.
        var secondsToComeBack: Double
        /// User and system time of the server for one charge point that comes: handshake, password, boot and two reports.
        var processorMicrosecondsPerArrival: Double
        /// Growth of the server's resident memory, divided by the connections.
        var residentBytesPerConnection: Int
    }

    struct Mixed: Codable {
        var messagesPerSecond: Double
        var authorizeCount: Int
        var authorizeP50Microseconds: Double
        var authorizeP99Microseconds: Double
    }

    /// Simulated charge points with their drivers: the mix of messages that a day has.
    struct Drivers: Codable {
        var chargePoints: Int
        var seconds: Double
        var sessions: Int
        var sessionsPerSecond: Double
        var messagesPerSecond: Double
        /// User and system time of the server for one whole session, everything in between included.
        var processorMicrosecondsPerSession: Double
        var startTransactionP99Milliseconds: Double
        var errors: Int
    }

    struct CompositeSchedule: Codable {
        var profiles: Int
        var days: Int
        /// Periods of the result.
        var periods: Int
        var runs: Int
        var medianMicroseconds: Double
        var p99Microseconds: Double
    }

    var date: String
    var cores: Int
    var closedLoops: [ClosedLoop] = []
    var mixed: Mixed?
    var drivers: Drivers?
    var fleet: Fleet?
    var secureFleet: SecureFleet?
    var compositeSchedule: CompositeSchedule?

    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return try encoder.encode(self)
    }

    /// The figures as Markdown tables.
    var table: String {
        var lines = [
            "| closed loop | connections | messages/s | p50 | p99 | CPU per message | writes per fsync |", "|---|--:|--:|--:|--:|--:|--:|",
        ]
        for loop in closedLoops {
            lines.append(
                "| \(loop.name) | \(loop.connections) | \(Int(loop.messagesPerSecond)) | \(Self.milliseconds(loop.p50Microseconds)) | \(Self.milliseconds(loop.p99Microseconds)) | \(Self.rounded(loop.processorMicrosecondsPerMessage)) µs | \(loop.writesPerCommit.map(Self.rounded) ?? "–") |")
        }
        if let mixed {
            lines += [
                "", "Authorize while \(Int(mixed.messagesPerSecond)) messages a second arrive: p50 \(Self.milliseconds(mixed.authorizeP50Microseconds)), p99 \(Self.milliseconds(mixed.authorizeP99Microseconds)).",
            ]
        }
        if let drivers {
            lines += [
                "", "\(drivers.chargePoints) simulated charge points with their drivers: \(Self.rounded(drivers.sessionsPerSecond)) sessions and \(Int(drivers.messagesPerSecond)) messages a second, \(Self.rounded(drivers.processorMicrosecondsPerSession / 1000)) ms of CPU for a session; StartTransaction p99 \(Self.milliseconds(drivers.startTransactionP99Milliseconds * 1000)).",
            ]
        }
        if let fleet {
            lines += [
                "", "\(fleet.connections) charge points connected, booted and reported two connectors in \(Self.rounded(fleet.secondsToConnectBootAndReport)) s; \(Self.rounded(Double(fleet.residentBytesPerConnection) / 1024)) KiB of resident memory for each connection.",
            ]
        }
        if let secureFleet {
            lines += [
                "", "\(secureFleet.connections) charge points with TLS and passwords connected, booted and reported in \(Self.rounded(secureFleet.secondsToConnectBootAndReport)) s, and came back after a loss in \(Self.rounded(secureFleet.secondsToComeBack)) s, \(Self.rounded(secureFleet.processorMicrosecondsPerArrival)) µs of CPU each; \(Self.rounded(Double(secureFleet.residentBytesPerConnection) / 1024)) KiB of resident memory for each connection.",
            ]
        }
        if let compositeSchedule {
            lines += [
                "", "The composite schedule of \(compositeSchedule.profiles) charging profiles over \(compositeSchedule.days) days, \(compositeSchedule.periods) periods: p50 \(Self.milliseconds(compositeSchedule.medianMicroseconds)), p99 \(Self.milliseconds(compositeSchedule.p99Microseconds)).",
            ]
        }
        return lines.joined(separator: "\n")
    }

    private static func rounded(_ value: Double) -> String { String(format: "%.1f", value) }
    private static func milliseconds(_ microseconds: Double) -> String { String(format: "%.2f ms", microseconds / 1000) }
}
