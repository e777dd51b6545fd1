import Persistence

/// The database of the features that operators watch at work: what they write on their own, such as what became of a campaign,
/// is told as soon as it is committed, so that no feature has to think of it.
///
/// Not for what charge points write with each message: that is told with the answer, and by its topic.
struct WatchedDatabase: Database {
    let database: any Database
    /// Called after a write that changed something.
    let changed: @Sendable () -> Void

    @discardableResult
    func write<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        let (result, isChange) = try await database.write { connection in
            let watched = WatchedConnection(connection)
            return (try body(watched), watched.isChanged)
        }
        if isChange { changed() }
        return result
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await database.read(body)
    }

    var dialect: SQLDialect { database.dialect }

    func statistics() -> DatabaseStatistics { database.statistics() }

    func close() async { await database.close() }
}

/// A connection that remembers whether a row was changed.
private final class WatchedConnection: SQLConnection {
    private let connection: any SQLConnection
    private(set) var isChanged = false

    init(_ connection: any SQLConnection) { self.connection = connection }

    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        let count = try connection.execute(sql, arguments)
        if count > 0 { isChanged = true }
        return count
    }

    func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
        let rows = try connection.rows(sql, arguments)
        if !rows.isEmpty && !Self.isQuery(sql) { isChanged = true }
        return rows
    }

    func row(_ sql: String, _ arguments: [SQLValue]) throws -> SQLRow? {
        let row = try connection.row(sql, arguments)
        if row != nil && !Self.isQuery(sql) { isChanged = true }
        return row
    }

    /// A change that is told for nothing does no harm: `WITH` counts as one.
    private static func isQuery(_ sql: String) -> Bool { sql.drop { $0.isWhitespace }.hasPrefix("SELECT") }
}
