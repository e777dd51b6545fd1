/// How the SQLite driver uses the machine. The defaults fit; tests make some of it scarce.
package struct SQLiteSettings: Sendable {
    /// Threads that read, each with a connection of its own (1...16).
    package var readerCount = 2
    /// The largest size of the database in pages of 4 KiB, nil for no limit. Beyond it every write fails with `.full`.
    package var maximumPageCount: Int?
    /// Page cache of the writer in KiB; grows as needed.
    package var writerCacheKiB = 65_536
    /// Page cache of each reader in KiB. Every commit empties it, so more is of no use.
    package var readerCacheKiB = 8_192
    /// How long to wait for another process that holds the database (a backup, the sqlite3 shell), in milliseconds.
    package var busyMilliseconds = 5_000
    /// Pages of 4 KiB in the write-ahead log that start a checkpoint.
    package var checkpointPages = 4_096
    /// Whether to open a database that a server has open already, for a few writes beside it; see `SQLiteDatabase.init(guestOf:)`.
    var isGuest = false

    package init() {}
}
