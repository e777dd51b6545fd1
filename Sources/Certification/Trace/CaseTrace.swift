import Synchronization

/// Collects what happens in one way through a case, in order.
package final class CaseTrace: Sendable {
    private let start = ContinuousClock.now
    private let collected = Mutex<[TraceEntry]>([])

    package init() {}

    package func add(_ kind: TraceEntry.Kind, _ text: String, response: Duration? = nil) {
        let entry = TraceEntry(
            atMs: elapsedMs, kind: kind, text: TraceSecrets.hidden(in: text), responseMs: response.map { $0 / .milliseconds(1) })
        collected.withLock { $0.append(entry) }
    }

    package var entries: [TraceEntry] { collected.withLock { $0 } }

    /// Milliseconds since the variant began.
    package var elapsedMs: Int { Int((ContinuousClock.now - start) / .milliseconds(1)) }
}
