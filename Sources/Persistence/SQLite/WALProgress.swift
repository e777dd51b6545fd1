import GRDBSQLite

/// Learns after every commit of one connection how long the write-ahead log is. Takes the place of SQLite's own automatic
/// checkpoint, which would keep the callers of one commit waiting for two more flushes of the disk.
final class WALProgress {
    /// Written by the hook, which SQLite calls on the thread that commits: the only one that uses this object.
    private(set) var pages = 0

    /// - Parameter connection: calls the hook until it is closed or the hook is taken away; this object must live that long.
    init(_ connection: OpaquePointer) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_wal_hook(
            connection,
            { context, _, _, pages in
                guard let context else { return SQLITE_OK }
                Unmanaged<WALProgress>.fromOpaque(context).takeUnretainedValue().pages = Int(pages)
                return SQLITE_OK
            },
            context
        )
    }
}
