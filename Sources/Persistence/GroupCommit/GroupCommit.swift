import Dispatch
import Logging

/// Commits the writes of many callers together, and answers each with its own result.
///
/// One thread serves the queue. It takes all that waits (a single write when nobody else is there: nothing is delayed to gather
/// company), runs each body so that it can be undone alone, commits once, and only then lets the callers go on. While the disk
/// is busy with one batch the next one gathers, so batches grow exactly when they must.
///
/// Nothing here knows which database it is.
final class GroupCommit: Sendable {
    /// Bounds how long the first of a batch waits for the last.
    static let largestBatch = 1000

    private let queue = WorkQueue<QueuedWork>()
    private let counters = GroupCommitCounters()
    private let logger: Logger
    private let messages = MessageLimit()

    init(logger: Logger) {
        self.logger = logger
    }

    /// Queues `work`; it is always answered.
    func submit(_ work: QueuedWork) {
        if !queue.append(work) {
            work.fail(DatabaseError(.closed, "the database is closed"))
        }
    }

    /// Refuses new work. `serve` returns when what is queued is done.
    func close() {
        queue.close()
    }

    func statistics() -> DatabaseStatistics {
        counters.statistics(queued: queue.count)
    }

    /// Answers everything with `error` until the queue is closed: there is no connection.
    func refuseAll(_ error: DatabaseError) {
        queue.failAll(error)
    }

    /// Works until the queue is closed and empty. Runs on the writer's thread, the only one that uses `connection`.
    func serve(_ connection: some GroupCommitConnection) {
        var batch: [QueuedWork] = []
        var attempts: [QueuedWork.Attempt] = []
        var failureIsKnown = false
        while queue.take(upTo: Self.largestBatch, into: &batch) {
            do throws(DatabaseError) {
                try commit(batch, &attempts, on: connection)
                counters.committed(attempts)
                for attempt in attempts { attempt.settle(nil) }
                if failureIsKnown, messages.isDue() {
                    logger.notice("Writing works again")
                    failureIsKnown = false
                }
            } catch {
                connection.rollBack()
                counters.failed(batch.count)
                for attempt in attempts { attempt.settle(error) }
                for work in batch.dropFirst(attempts.count) { work.fail(error) }
                if messages.isDue() {
                    logger.error("Writes cannot be stored", metadata: ["error": "\(error)"])
                    failureIsKnown = true
                }
            }
            batch.removeAll(keepingCapacity: true)
            attempts.removeAll(keepingCapacity: true)
            connection.betweenBatches()
        }
    }

    /// Runs the bodies of `batch` in one transaction and commits it.
    ///
    /// An error means that nothing of the batch was stored, and nobody may be told otherwise. That includes bodies that threw
    /// an error of their own: they may have done so for what they saw of the others' changes, which never happened now.
    private func commit(
        _ batch: [QueuedWork],
        _ attempts: inout [QueuedWork.Attempt],
        on connection: some GroupCommitConnection
    ) throws(DatabaseError) {
        try connection.begin()
        // A body that is alone has the transaction to itself, which undoes it just as well.
        let isAlone = batch.count == 1
        var hasChanges = false
        for work in batch {
            if !isAlone { connection.beginBody() }
            let attempt = work.run(connection)
            attempts.append(attempt)
            if let error = connection.lostTransaction { throw error }
            if attempt.succeeded {
                hasChanges = true
                if !isAlone { try connection.keepBody() }
            } else if !isAlone {
                try connection.undoBody()
            }
        }
        guard hasChanges else { return connection.rollBack() }
        let start = DispatchTime.now().uptimeNanoseconds
        if try connection.commit() {
            counters.addCommit(nanoseconds: Int(DispatchTime.now().uptimeNanoseconds - start))
        }
    }
}
