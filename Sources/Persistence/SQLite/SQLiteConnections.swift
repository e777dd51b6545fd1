import Foundation
import GRDB
import GRDBSQLite
import Synchronization

/// The opened connections to one database file, with the lock that keeps other servers out.
///
/// There is a `DatabaseQueue` for each instead of one `DatabasePool`, because each belongs to one thread for good, with the
/// statements prepared on it; there is nothing to lend or to wait for.
final class SQLiteConnections: Sendable {
    let writer: DatabaseQueue
    let checkpointer: DatabaseQueue
    let readers: [DatabaseQueue]
    private let directory: DataDirectory
    private let isClosed = Mutex(false)

    /// - Throws: `DatabaseError` that names `path`.
    init(path: String, settings: SQLiteSettings) throws(DatabaseError) {
        directory = try settings.isGuest ? DataDirectory(guestOf: path) : DataDirectory(databasePath: path)
        writer = try Self.open(path, settings, "writer", cacheKiB: settings.writerCacheKiB) { database in
            let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
            guard mode == "wal" else {
                throw DatabaseError(
                    .other,
                    "the file system of \(path) does not allow a write-ahead log (network file systems do not): "
                        + "name a data directory on a local disk"
                )
            }
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
            if let limit = settings.maximumPageCount {
                try database.execute(sql: "PRAGMA max_page_count = \(limit)")
            }
        }
        checkpointer = try Self.open(path, settings, "checkpoints", cacheKiB: 64) { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        let readerCount = max(1, min(16, settings.readerCount))
        readers = try (0..<readerCount).map { _ throws(DatabaseError) in
            // No memory mapping: an error of the disk would end the process instead of one read.
            try Self.open(path, settings, "reader", isReadOnly: true, cacheKiB: settings.readerCacheKiB)
        }
    }

    /// Closes the connections, the writer last: it moves what is left in the write-ahead log into the database and deletes the
    /// log. Then lets other servers in. To be called when no thread uses a connection any more; harmless when repeated.
    func close() {
        isClosed.withLock { isClosed in
            guard !isClosed else { return }
            isClosed = true
            for queue in readers + [checkpointer, writer] {
                // Fails only while statements are in use; the last reference then closes the connection.
                try? queue.close()
            }
            directory.release()
        }
    }

    private static func open(
        _ path: String,
        _ settings: SQLiteSettings,
        _ label: String,
        isReadOnly: Bool = false,
        cacheKiB: Int,
        _ prepare: @escaping @Sendable (GRDB.Database) throws -> Void = { _ in }
    ) throws(DatabaseError) -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "stationmaster.\(label)"
        configuration.readonly = isReadOnly
        configuration.busyMode = .timeout(Double(settings.busyMilliseconds) / 1000)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -\(cacheKiB)")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
            // Deleted data is overwritten where that costs no page more.
            try database.execute(sql: "PRAGMA secure_delete = FAST")
            try prepare(database)
        }
        do {
            return try DatabaseQueue(path: path, configuration: configuration)
        } catch let error as DatabaseError {
            throw error
        } catch let error as GRDB.DatabaseError {
            throw opening(path, error)
        } catch {
            throw DatabaseError(.other, "\(path) cannot be opened: \(error)")
        }
    }

    private static func opening(_ path: String, _ error: GRDB.DatabaseError) -> DatabaseError {
        var result = DatabaseError(
            resultCode: error.extendedResultCode.rawValue, systemError: 0, detail: error.message ?? "SQLite failed"
        )
        result.message = "the database \(path) cannot be opened: \(result.message)"
        return result
    }
}
