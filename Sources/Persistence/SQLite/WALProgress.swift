import GRDBSQLite

/// Learns after every commit of one connection how long the write-ahead log is. Takes the place of SQLite's own automatic
/// checkpoint, which would keep the callers of one commit waiting for two more flushes of the disk.
final class WALProgress {
    // Both are written by the hook, which SQLite calls on the thread that commits: the only one that uses this object.

    /// Pages in the log after the newest commit.
    private(set) var pages = 0
    /// Commits that wrote something.
    private(set) var commits = 0

    /// - Parameter connection: calls the hook until it is closed or the hook is taken away; this object must live that long.
    init(_ connection: OpaquePointer) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_wal_hook(
            connection,
            { context, _, _, pages in
                guard let context else { return SQLITE_OK }
                let progress = Unmanaged<WALProgress>.fromOpaque(context).takeUnretainedValue()
                progress.pages = Int(pages)
                progress.commits += 1
                return SQLITE_OK
            },
            context
        )
    }
}
