import Dispatch
import Foundation
import GRDB
package import Logging

/// The embedded database: one file, one writer, a few readers, each on a thread of its own.
///
/// The write-ahead log lets readers go on while the writer commits; `synchronous=FULL` makes every commit survive a power cut.
/// GRDB opens, configures and closes the connections; each thread borrows its connection for as long as it lives.
package final class SQLiteDatabase: Database {
    private let writes: GroupCommit
    private let reads: ReadQueue
    private let checkpoints: Checkpoints
    private let connections: SQLiteConnections
    /// Left by every thread at its end.
    private let threads = DispatchGroup()

    package var dialect: SQLDialect { .sqlite }

    /// Opens the database at `path` and creates it, with its directory, when it is not there.
    ///
    /// - Throws: `DatabaseError`: `.inUse` when another server has it, `.notWritable`, `.full`, `.corrupt`, `.busy`; the message
    ///   names the path and what to do.
    package init(
        path: String,
        settings: SQLiteSettings = SQLiteSettings(),
        logger: Logger = Logger(label: "stationmaster.persistence")
    ) throws(DatabaseError) {
        connections = try SQLiteConnections(path: path, settings: settings)
        writes = GroupCommit(logger: logger)
        reads = ReadQueue(threadCount: connections.readers.count)
        checkpoints = Checkpoints(threshold: settings.checkpointPages, logger: logger)
        startThreads()
    }

    /// Opens the database of a server that has it open, for a few writes beside it, as the command line does.
    ///
    /// Only for what the server asks the database for each time. The schema must be there already.
    ///
    /// - Throws: `DatabaseError`.
    package convenience init(guestOf path: String) throws(DatabaseError) {
        var settings = SQLiteSettings()
        settings.isGuest = true
        settings.readerCount = 1
        settings.writerCacheKiB = 1024
        try self.init(path: path, settings: settings)
    }

    deinit {
        refuseWork()
        threads.notify(queue: .global()) { [connections] in connections.close() }
    }

    @discardableResult
    package func write<T: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws -> T {
        try await withUnsafeThrowingContinuation { continuation in
            writes.submit(QueuedWork(body, continuation))
        }
    }

    package func read<T: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws -> T {
        try await withUnsafeThrowingContinuation { continuation in
            reads.submit(QueuedWork(body, continuation))
        }
    }

    package func statistics() -> DatabaseStatistics {
        var statistics = writes.statistics()
        (statistics.reads, statistics.queuedReads) = reads.counts
        return statistics
    }

    package func close() async {
        refuseWork()
        await withUnsafeContinuation { continuation in
            // On a thread of Dispatch: closing flushes the disk.
            threads.notify(queue: .global()) { [connections] in
                connections.close()
                continuation.resume()
            }
        }
    }

    /// The threads end when they have done what is queued.
    private func refuseWork() {
        writes.close()
        reads.close()
        checkpoints.close()
    }

    private func startThreads() {
        startThread("writer", connections.writer) { [writes, checkpoints] pointer in
            do throws(DatabaseError) {
                writes.serve(try SQLiteConnection(pointer, checkpoints: checkpoints))
            } catch {
                writes.refuseAll(error)
            }
        }
        for reader in connections.readers {
            startThread("reader", reader) { [reads] pointer in
                do throws(DatabaseError) {
                    reads.serve(try SQLiteConnection(pointer, checkpoints: nil))
                } catch {
                    reads.refuseAll(error)
                }
            }
        }
        startThread("checkpoints", connections.checkpointer) { [checkpoints] pointer in
            checkpoints.serve(pointer)
        }
    }

    /// Runs `work` on a new thread, which has the connection of `queue` to itself until `work` returns. No thread refers to this
    /// object, so that it can be let go without being closed.
    private func startThread(
        _ name: String,
        _ queue: DatabaseQueue,
        _ work: @escaping @Sendable (OpaquePointer) -> Void
    ) {
        threads.enter()
        let thread = Thread { [threads] in
            Thread.current.name = name
            queue.inDatabase { database in
                if let pointer = database.sqliteConnection { work(pointer) }
            }
            threads.leave()
        }
        thread.start()
    }
}
