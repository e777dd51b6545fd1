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

    private struct State {
        var pending: [LiveTopic: LiveScope] = [:]
        var readers: [Int: AsyncStream<LiveBatch>.Continuation] = [:]
        var nextReader = 0
        var lastBatch = 0
    }

    private let state = Mutex(State())
    /// Whether anybody reads. When nobody does, nothing is kept, and messages pass at the cost of a glance at this.
    private let isRead = Atomic<Bool>(false)

    package init() {}

    /// Something changed, of one charge point or, with nil, of something else. Returns at once.
    package func note(_ topic: LiveTopic, of identity: String? = nil) {
        guard isRead.load(ordering: .relaxed) else { return }
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
        guard isRead.load(ordering: .relaxed), let topic = LiveTopic(action) else { return }
        note(topic, of: identity)
    }

    /// The batches from now on; nil when there are too many readers. It ends when it is no longer read, and with `finish`.
    package func batches() -> AsyncStream<LiveBatch>? {
        state.withLock { state in
            guard state.readers.count < Self.maximumReaders else { return nil }
            let (stream, continuation) = AsyncStream.makeStream(of: LiveBatch.self, bufferingPolicy: .bufferingNewest(Self.buffered))
            let number = state.nextReader
            state.nextReader += 1
            state.readers[number] = continuation
            isRead.store(true, ordering: .relaxed)
            continuation.onTermination = { [weak self] _ in self?.remove(number) }
            return stream
        }
    }

    private func remove(_ number: Int) {
        state.withLock { state in
            state.readers[number] = nil
            guard state.readers.isEmpty else { return }
            isRead.store(false, ordering: .relaxed)
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
        for reader in readers { reader.yield(batch) }
    }
}
