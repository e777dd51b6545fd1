import GRDBSQLite
import Logging
import Synchronization

/// Moves committed pages from the write-ahead log into the database file before the log grows large.
///
/// Most of the work is done beside the writer, on a thread and connection of its own, so that commits go on meanwhile. That
/// alone would never let a busy log begin anew, since it always holds commits that are newer than the checkpoint. So the writer
/// moves the few pages that are left, between two batches; the next commit then starts the log from the beginning.
///
/// The two take turns, and the thread's turn starts only after a commit that no checkpoint has moved. Thus the log cannot begin
/// anew while the thread's checkpoint starts, a coincidence in which versions of SQLite before 2026 can lose pages (sqlite.org,
/// "Write-Ahead Logging", the WAL-reset bug).
final class Checkpoints: Sendable {
    private enum Turn: UInt8, AtomicRepresentable {
        case nobody, thread, writer
    }

    private let threshold: Int
    private let logger: Logger
    private let messages = MessageLimit()
    private let turn = Atomic(Turn.nobody)
    /// The length of the log that starts the next checkpoint, in pages. Only the writer uses it.
    private let nextLength: Atomic<Int>
    private let requests = WorkQueue<Void>()

    /// - Parameter threshold: the length of the log, in pages, that starts a checkpoint.
    init(threshold: Int, logger: Logger) {
        self.threshold = threshold
        self.logger = logger
        nextLength = Atomic(threshold)
    }

    /// The writer committed.
    func committed(pagesInLog: Int) {
        guard pagesInLog >= threshold else {
            nextLength.store(threshold, ordering: .relaxed)
            return
        }
        guard pagesInLog >= nextLength.load(ordering: .relaxed), turn.load(ordering: .acquiring) == .nobody else { return }
        // While a long read keeps the log from beginning anew, not every commit may try again.
        nextLength.store(pagesInLog + threshold / 2, ordering: .relaxed)
        turn.store(.thread, ordering: .releasing)
        _ = requests.append(())
    }

    /// Does the writer's part when it is the writer's turn.
    func finishIfAsked(on connection: OpaquePointer) {
        guard turn.load(ordering: .acquiring) == .writer else { return }
        checkpoint(connection)
        turn.store(.nobody, ordering: .releasing)
    }

    /// Does the thread's part whenever it is asked for, until `close`.
    func serve(_ connection: OpaquePointer) {
        var request: [Void] = []
        while requests.take(upTo: 1, into: &request) {
            request.removeAll()
            checkpoint(connection)
            turn.store(.writer, ordering: .releasing)
        }
    }

    func close() {
        requests.close()
    }

    private func checkpoint(_ connection: OpaquePointer) {
        let code = sqlite3_wal_checkpoint_v2(connection, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
        guard code != SQLITE_OK, code & 0xFF != SQLITE_BUSY, messages.isDue() else { return }
        // Nothing is lost: the commits stay in the log, and the next checkpoint tries again.
        let error = DatabaseError(sqlite: connection)
        logger.warning("The write-ahead log cannot be moved into the database", metadata: ["error": "\(error)"])
    }
}
