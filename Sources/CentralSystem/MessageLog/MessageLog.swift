import OCPPJ
import Persistence
import Synchronization

/// Takes every frame as it goes over a connection and writes them to the database in batches.
///
/// The log is for people and not part of the promise "durable before acknowledged": it must never slow down what is. So frames
/// wait in memory, at most a given number and volume of them; what finds no room is dropped and counted.
final class MessageLog: Sendable {
    struct Entry: Sendable {
        var chargePointKey: Int64
        var frame: ObservedFrame
    }

    private struct Waiting {
        var entries: [Entry] = []
        var bytes = 0
        var isFlushing = false
    }

    /// Frames that are written without waiting for the next tick, and the most that are written at once.
    static let batchSize = 1000
    /// Bytes of frames that may wait.
    private static let volumeLimit = 64 * 1024 * 1024

    private let database: any Database
    private let metrics: CentralSystemMetrics
    private let failures: FailureLog
    private let limit: Int
    private let waiting = Mutex(Waiting())

    /// - Parameter limit: how many frames may wait.
    init(database: any Database, metrics: CentralSystemMetrics, failures: FailureLog, limit: Int) {
        self.database = database
        self.metrics = metrics
        self.failures = failures
        self.limit = limit
    }

    /// Takes a frame. Costs a lock and no I/O.
    func append(_ frame: ObservedFrame, chargePointKey: Int64) {
        enum Outcome { case taken, full, due }
        let outcome = waiting.withLock { waiting -> Outcome in
            guard waiting.entries.count < limit, waiting.bytes + frame.text.count <= Self.volumeLimit else { return .full }
            waiting.entries.append(Entry(chargePointKey: chargePointKey, frame: frame))
            waiting.bytes += frame.text.count
            return waiting.entries.count == Self.batchSize && !waiting.isFlushing ? .due : .taken
        }
        switch outcome {
        case .taken: break
        case .full: metrics.messagesDropped.increment()
        case .due: Task { await flush() }
        }
    }

    /// Writes all that waits, in batches and in order. Does nothing while another call is at it.
    func flush() async {
        let isMine = waiting.withLock { waiting in
            defer { waiting.isFlushing = true }
            return !waiting.isFlushing
        }
        guard isMine else { return }
        defer { waiting.withLock { $0.isFlushing = false } }
        while let batch = takeBatch() {
            do {
                try await database.write { try MessageLogStore.insert(batch, in: $0) }
                metrics.messagesLogged.increment(by: batch.count)
            } catch {
                metrics.messagesDropped.increment(by: batch.count)
                failures.report("The message log could not be written", error)
            }
        }
    }

    private func takeBatch() -> [Entry]? {
        waiting.withLock { waiting in
            guard !waiting.entries.isEmpty else { return nil }
            guard waiting.entries.count > Self.batchSize else {
                let batch = waiting.entries
                waiting.entries = []
                waiting.bytes = 0
                return batch
            }
            let batch = Array(waiting.entries.prefix(Self.batchSize))
            waiting.entries.removeFirst(Self.batchSize)
            waiting.bytes -= batch.reduce(0) { $0 + $1.frame.text.count }
            return batch
        }
    }
}
