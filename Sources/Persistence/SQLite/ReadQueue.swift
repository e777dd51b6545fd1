import Synchronization

/// Reads on their way to the threads that do them, as many at a time as there are threads.
///
/// A thread that finds several waiting runs its share of them on one snapshot. That snapshot is taken after all of them were
/// asked for, so each sees what had been committed by then.
final class ReadQueue: Sendable {
    /// The most that share a snapshot: a slow one keeps those behind it waiting while another thread may be free.
    private static let largestShare = 16

    private let queue = WorkQueue<QueuedWork>()
    private let threadCount: Int
    private let reads = Atomic(0)

    init(threadCount: Int) {
        self.threadCount = threadCount
    }

    var counts: (done: Int, queued: Int) {
        (reads.load(ordering: .relaxed), queue.count)
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

    /// Answers everything with `error` until the queue is closed: there is no connection.
    func refuseAll(_ error: DatabaseError) {
        queue.failAll(error)
    }

    /// Works until the queue is closed and empty. Runs on a reader's thread, the only one that uses `connection`.
    func serve(_ connection: SQLiteConnection) {
        var share: [QueuedWork] = []
        while queue.take(upTo: min(Self.largestShare, queue.count / threadCount + 1), into: &share) {
            do throws(DatabaseError) {
                try connection.begin()
                for work in share {
                    reads.add(1, ordering: .relaxed)
                    work.run(connection).settle(nil)
                }
            } catch {
                for work in share { work.fail(error) }
            }
            connection.rollBack()
            share.removeAll(keepingCapacity: true)
        }
    }
}
