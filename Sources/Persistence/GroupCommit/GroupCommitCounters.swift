import Synchronization

/// What the writer's thread did. Only that thread adds, anyone reads; every counter is true by itself, no two belong together.
final class GroupCommitCounters: Sendable {
    private let writes = Atomic(0)
    private let commits = Atomic(0)
    private let failedWrites = Atomic(0)
    private let largestBatch = Atomic(0)
    private let commitNanoseconds = Atomic(0)

    func addCommit(nanoseconds: Int) {
        commits.add(1, ordering: .relaxed)
        commitNanoseconds.add(nanoseconds, ordering: .relaxed)
    }

    /// A batch is done: it was committed, but for the bodies that threw.
    func committed(_ attempts: [QueuedWork.Attempt]) {
        let successes = attempts.count { $0.succeeded }
        writes.add(successes, ordering: .relaxed)
        failedWrites.add(attempts.count - successes, ordering: .relaxed)
        largestBatch.max(attempts.count, ordering: .relaxed)
    }

    /// A batch of `count` writes could not be stored.
    func failed(_ count: Int) {
        failedWrites.add(count, ordering: .relaxed)
        largestBatch.max(count, ordering: .relaxed)
    }

    func statistics(queued: Int) -> DatabaseStatistics {
        var statistics = DatabaseStatistics()
        statistics.writes = writes.load(ordering: .relaxed)
        statistics.commits = commits.load(ordering: .relaxed)
        statistics.failedWrites = failedWrites.load(ordering: .relaxed)
        statistics.largestBatch = largestBatch.load(ordering: .relaxed)
        statistics.commitNanoseconds = commitNanoseconds.load(ordering: .relaxed)
        statistics.queued = queued
        return statistics
    }
}
