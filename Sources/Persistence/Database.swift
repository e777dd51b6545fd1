/// A database that keeps what it was told to keep: `write` returns when the change is on disk, not before.
///
/// Stores give it closures over portable SQL (see `SQLConnection`); which database answers is the driver's business. Closures
/// run on threads of the driver, never on an event loop or a thread of Swift concurrency, so they may block but must not wait
/// for anything that needs the database.
package protocol Database: Sendable {
    /// Runs `body` as an all-or-nothing change and returns when it is durable.
    ///
    /// Changes of many callers are committed together. Each stands alone all the same: when `body` throws, its own changes are
    /// undone, its error comes back unchanged, and the others are committed. `body` sees everything written before it, and the
    /// changes of nobody who runs beside it. A write that was queued is carried out even when its task is cancelled.
    ///
    /// - Throws: what `body` throws; `DatabaseError` when the change could not be stored, in which case none of it was.
    @discardableResult
    func write<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T

    /// Runs `body` on one unchanging snapshot, which holds every write that had returned when `read` was called.
    ///
    /// - Throws: what `body` throws; `DatabaseError` when the database failed, or when `body` tried to change something.
    func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T

    /// The words that differ from database to database.
    var dialect: SQLDialect { get }

    /// What was done since the database was opened. Cheap enough for every scrape of the metrics.
    func statistics() -> DatabaseStatistics

    /// Refuses new work with `.closed`, finishes and commits what is queued, and closes. Closing twice is harmless.
    func close() async
}
