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
        /// The charge point's, for those who look on.
        var identity = ""
        var frame: ObservedFrame
    }

    private struct State {
        /// Frames that nobody has begun to write.
        var waiting: [Entry] = []
        /// Frames and bytes that wait or are being written.
        var frames = 0
        var bytes = 0
        var isWriting = false
        /// Who wants to know when the present writing is over.
        var onlookers: [CheckedContinuation<Void, Never>] = []
    }

    /// Frames that are written without waiting for the next tick, and the most that are written at once.
    static let batchSize = 4000
    /// Bytes of frames that may wait.
    private static let volumeLimit = 64 * 1024 * 1024

    private let database: any Database
    private let metrics: CentralSystemMetrics
    private let failures: FailureLog
    private let limit: Int
    /// Told after frames were written, so that whoever looks then finds them.
    private let live: LiveFeed?
    private let state = Mutex(State())

    /// - Parameter limit: how many frames may wait.
    init(database: any Database, metrics: CentralSystemMetrics, failures: FailureLog, limit: Int, live: LiveFeed? = nil) {
        self.database = database
        self.metrics = metrics
        self.failures = failures
        self.limit = limit
        self.live = live
    }

    /// Takes a frame. Costs a lock and no I/O.
    func append(_ frame: ObservedFrame, chargePointKey: Int64, identity: String = "") {
        enum Outcome { case taken, full, due }
        let outcome = state.withLock { state -> Outcome in
            guard state.frames < limit, state.bytes + frame.text.count <= Self.volumeLimit else { return .full }
            state.waiting.append(Entry(chargePointKey: chargePointKey, identity: identity, frame: frame))
            state.frames += 1
            state.bytes += frame.text.count
            return state.waiting.count == Self.batchSize && !state.isWriting ? .due : .taken
        }
        switch outcome {
        case .taken: break
        case .full: metrics.messagesDropped.increment()
        case .due: Task { await flush() }
        }
    }

    /// Writes all that waits, in batches and in the order of its coming. Whoever comes while another is at it waits for the
    /// other to end, who then has written this caller's frames too.
    func flush() async {
        let isMine = state.withLock { state in
            defer { state.isWriting = true }
            return !state.isWriting
        }
        guard isMine else { return await waitForWriter() }
        while let entries = takeAll() {
            for start in stride(from: 0, to: entries.count, by: Self.batchSize) {
                await write(Array(entries[start..<min(start + Self.batchSize, entries.count)]))
            }
        }
    }

    private func waitForWriter() async {
        await withCheckedContinuation { continuation in
            let isWriting = state.withLock { state in
                if state.isWriting { state.onlookers.append(continuation) }
                return state.isWriting
            }
            if !isWriting { continuation.resume() }
        }
    }

    /// Everything that waits; nil, and the end of this writing, when nothing does.
    private func takeAll() -> [Entry]? {
        let (entries, onlookers) = state.withLock { state -> ([Entry]?, [CheckedContinuation<Void, Never>]) in
            guard state.waiting.isEmpty else {
                defer { state.waiting = [] }
                return (state.waiting, [])
            }
            state.isWriting = false
            defer { state.onlookers = [] }
            return (nil, state.onlookers)
        }
        for onlooker in onlookers { onlooker.resume() }
        return entries
    }

    private func write(_ batch: [Entry]) async {
        do {
            try await database.write { try MessageLogStore.insert(batch, in: $0) }
            metrics.messagesLogged.increment(by: batch.count)
            if let live { for entry in batch { live.note(.messages, of: entry.identity) } }
        } catch {
            metrics.messagesDropped.increment(by: batch.count)
            failures.report("The message log could not be written", error)
        }
        let bytes = batch.reduce(0) { $0 + $1.frame.text.count }
        state.withLock { state in
            state.frames -= batch.count
            state.bytes -= bytes
        }
    }
}
