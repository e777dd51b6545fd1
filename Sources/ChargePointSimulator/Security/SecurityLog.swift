import OCPPJ

/// The last security events of a charge point (security whitepaper, A04.FR.04), oldest first.
struct SecurityLog: Hashable, Sendable {
    struct Entry: Hashable, Sendable {
        let at: Timestamp
        let event: String
        let detail: String?
    }

    /// How many are kept: thousands of charge points are simulated in one process.
    private static let capacity = 80

    private(set) var entries: [Entry] = []

    mutating func record(_ event: SecurityEvent, _ detail: String?, at now: Timestamp) {
        if entries.count == Self.capacity { entries.removeFirst(Self.capacity / 4) }
        entries.append(Entry(at: now, event: event.name, detail: detail))
    }

    /// The log as a text, one event a line.
    ///
    /// - Parameters:
    ///   - start: the first moment; nil for from the beginning.
    ///   - stop: the last moment; nil for until now.
    func text(from start: Timestamp?, to stop: Timestamp?) -> String {
        entries.filter { entry in
            start.map { entry.at >= $0 } ?? true && stop.map { entry.at <= $0 } ?? true
        }
        .map { "\($0.at.rfc3339) \($0.event)\($0.detail.map { ": " + $0 } ?? "")\n" }
        .joined()
    }
}
