extension SimulationSummary {
    /// The summary for people, in lines without an end of the last one.
    package var text: String {
        var lines = [
            "\(sessions.started) sessions started, \(sessions.finished) finished, \(sessions.neverStopped) never stopped on purpose; \(sessions.driversRefused) drivers refused",
            "\(messages) messages of \(chargePoints) charge points in \(Self.rounded(seconds)) s, \(Self.rounded(Double(messages) / max(seconds, 0.001))) a second",
            "\(refusedConnections) connections refused, \(failedConnections) failed, \(errors) errors"
                + (lastError.map { " (last: \($0))" } ?? ""),
        ]
        if sessions.messagesGivenUp > 0 { lines.append("\(sessions.messagesGivenUp) messages about transactions were given up") }
        lines += ["", Self.row("", ["answers", "errors", "unanswered", "p50 ms", "p99 ms", "slowest"])]
        lines += calls.map { calls in
            Self.row(
                calls.action,
                [
                    String(calls.answers), String(calls.callErrors), String(calls.unanswered), Self.rounded(calls.p50Milliseconds),
                    Self.rounded(calls.p99Milliseconds), Self.rounded(calls.slowestMilliseconds),
                ])
        }
        if let list = Self.list(faults) { lines += ["", "faults played: \(list)"] }
        if let list = Self.list(quirks) { lines += ["quirks that showed: \(list)"] }
        return lines.joined(separator: "\n")
    }

    private static func row(_ name: String, _ cells: [String]) -> String {
        let padded = cells.map { String(repeating: " ", count: max(1, 11 - $0.count)) + $0 }
        return name + String(repeating: " ", count: max(1, 32 - name.count)) + padded.joined()
    }

    private static func list(_ counts: [String: Int]) -> String? {
        guard !counts.isEmpty else { return nil }
        return counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }

    private static func rounded(_ value: Double) -> String { SampledValues.decimal(value) }
}
