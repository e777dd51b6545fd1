import OCPPJ
import Synchronization

/// Tells browsers that look on what has changed, in batches, so that they fetch it anew.
///
/// Everything is in memory and bounded. What is told has been committed, or is about the connection itself. Whoever reads too
/// slowly loses batches, which the numbers show.
package final class LiveFeed: Sendable {
    /// Identities that are told by name, for each topic.
    private static let longest = 100
    /// Batches that wait for a slow reader.
    private static let buffered = 4
    /// Readers at a time.
    package static let maximumReaders = 500
    /// Of one user among them.
    package static let maximumReadersOfUser = 40

    private struct Reader {
        let user: String?
        let batches: AsyncStream<LiveBatch>.Continuation
    }

    private struct State {
        var pending: [LiveTopic: LiveScope] = [:]
        var readers: [Int: Reader] = [:]
        var nextReader = 0
        /// Begins anywhere, so that a page from before the program's restart does not take the numbers for its own.
        var lastBatch = Int.random(in: 0..<1 << 40)
    }

    private let state = Mutex(State())
    /// Whether anybody reads. When nobody does, nothing is kept, and messages pass at the cost of a glance at this.
    private let isRead = Atomic<Bool>(false)
    /// Whether something changed while nobody read.
    private let isMissed = Atomic<Bool>(false)

    package init() {}

    /// Something changed, of one charge point or, with nil, of something else. Returns at once.
    package func note(_ topic: LiveTopic, of identity: String? = nil) {
        guard isHeard() else { return }
        state.withLock { state in
            guard let identity else {
                state.pending[topic] = .any
                return
            }
            switch state.pending[topic] {
            case .any: break
            case .chargePoints(var identities):
                // Taken out, so that the set is not copied.
                state.pending[topic] = nil
                identities.insert(identity)
                state.pending[topic] = identities.count > Self.longest ? .any : .chargePoints(identities)
            case nil: state.pending[topic] = .chargePoints([identity])
            }
        }
    }

    /// A message of a charge point was answered.
    func noteAnswer(to action: OCPPAction, of identity: String) {
        guard let topic = LiveTopic(action) else { return }
        note(topic, of: identity)
    }

    /// Whether anybody reads; when nobody does, it is kept that something was missed.
    ///
    /// Somebody may begin to read meanwhile. Each side first says what it does and then looks at the other, so that at least one
    /// of them knows.
    private func isHeard() -> Bool {
        if isRead.load(ordering: .sequentiallyConsistent) { return true }
        if !isMissed.load(ordering: .sequentiallyConsistent) { isMissed.store(true, ordering: .sequentiallyConsistent) }
        return isRead.load(ordering: .sequentiallyConsistent)
    }

    /// The number of the last batch. What is read after this call holds everything up to that batch, so that a page that was made
    /// then is up to date for whoever begins to read at the same number.
    package func number() -> Int { state.withLock { number(&$0) } }

    /// What nobody heard counts as a batch that everybody missed.
    private func number(_ state: inout State) -> Int {
        if isMissed.exchange(false, ordering: .sequentiallyConsistent) { state.lastBatch += 1 }
        return state.lastBatch
    }

    /// The batches from now on; nil when there are too many readers. They end when they are no longer read.
    ///
    /// - Parameter user: whose readers are counted together, so that one user does not keep out the others.
    package func read(as user: String? = nil) -> LiveReading? {
        state.withLock { state in
            guard state.readers.count < Self.maximumReaders else { return nil }
            if let user, state.readers.values.count(where: { $0.user == user }) >= Self.maximumReadersOfUser { return nil }
            let (stream, continuation) = AsyncStream.makeStream(of: LiveBatch.self, bufferingPolicy: .bufferingNewest(Self.buffered))
            let reader = state.nextReader
            state.nextReader += 1
            state.readers[reader] = Reader(user: user, batches: continuation)
            isRead.store(true, ordering: .sequentiallyConsistent)
            continuation.onTermination = { [weak self] _ in self?.remove(reader) }
            return LiveReading(number: number(&state), batches: stream)
        }
    }

    private func remove(_ reader: Int) {
        state.withLock { state in
            state.readers[reader] = nil
            guard state.readers.isEmpty else { return }
            isRead.store(false, ordering: .sequentiallyConsistent)
            // Noted, and told to nobody.
            if !state.pending.isEmpty { state.lastBatch += 1 }
            state.pending = [:]
        }
    }

    /// Hands out what was noted since the last time, to everybody at once.
    ///
    /// - Parameter counts: asked once for all readers, and only when there is something to tell.
    func publish(counts: () async throws -> ChargePointCounts) async throws {
        let changes = state.withLock { state in
            defer { state.pending = [:] }
            return state.readers.isEmpty ? [:] : state.pending
        }
        guard !changes.isEmpty else { return }
        let counts = try await counts()
        let (batch, readers) = state.withLock { state in
            state.lastBatch += 1
            return (LiveBatch(number: state.lastBatch, changes: changes, counts: counts), Array(state.readers.values))
        }
        for reader in readers { reader.batches.yield(batch) }
    }
}
