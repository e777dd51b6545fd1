import GRDBSQLite

/// One connection to SQLite, used by one thread. GRDB opened it and will close it; the statements are ours.
final class SQLiteConnection {
    let pointer: OpaquePointer
    private var statements = StatementCache()
    private let mayWrite: Bool

    /// True when a body began that has not written yet. The savepoint is opened by its first change, so that a body that
    /// finds nothing to do costs none.
    var needsSavepoint = false
    var hasSavepoint = false
    /// The newest failure, to tell why SQLite ended a transaction.
    var latestError: DatabaseError?

    let control: TransactionControl
    /// Nil for readers.
    let checkpoints: Checkpoints?
    /// Nil for readers.
    let log: WALProgress?

    /// - Parameters:
    ///   - pointer: an open connection that outlives this object.
    ///   - checkpoints: who to tell about the growth of the write-ahead log; nil makes this a reader, which may change nothing.
    init(_ pointer: OpaquePointer, checkpoints: Checkpoints?) throws(DatabaseError) {
        self.pointer = pointer
        self.checkpoints = checkpoints
        mayWrite = checkpoints != nil
        control = try TransactionControl(pointer, mayWrite: mayWrite)
        log = checkpoints == nil ? nil : WALProgress(pointer)
    }

    deinit {
        // The hook holds an address of an object of ours.
        if mayWrite { sqlite3_wal_hook(pointer, nil, nil) }
    }

    /// Runs `body` with the statement for `sql` bound to `arguments`, before its first step.
    private func run<Result>(
        _ sql: String,
        _ arguments: [SQLValue],
        _ body: (PreparedStatement) throws -> Result
    ) throws -> Result {
        do {
            let statement = try statements.statement(sql) { text throws(DatabaseError) in
                try PreparedStatement(text, on: pointer)
            }
            if !statement.isReadOnly { try prepareToWrite(sql) }
            return try statement.with(arguments, on: pointer) { try body(statement) }
        } catch let error as DatabaseError {
            latestError = error
            throw error
        }
    }

    private func prepareToWrite(_ sql: String) throws(DatabaseError) {
        guard mayWrite else { throw DatabaseError(.statement, "a read may not change anything", sql: sql) }
        // A body that goes on although SQLite gave up the transaction would commit each statement by itself.
        if let lostTransaction { throw lostTransaction }
        guard needsSavepoint else { return }
        try control.step(control.savepoint, pointer)
        needsSavepoint = false
        hasSavepoint = true
    }

    /// Moves on to the next row. False at the end.
    private func step(_ statement: PreparedStatement) throws(DatabaseError) -> Bool {
        switch sqlite3_step(statement.pointer) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw DatabaseError(sqlite: pointer, sql: statement.sql)
        }
    }

    /// Steps through all rows, or through `limit` of them, and keeps them.
    private func collect(_ statement: PreparedStatement, limit: Int) throws(DatabaseError) -> SQLResult? {
        guard try step(statement) else { return nil }
        statement.refreshColumns()
        var builder = SQLResultBuilder(statement)
        repeat {
            builder.appendRow()
            // A change must be carried out to its end; SQLite does it all in the first step, but says so only in the last.
            if builder.rowCount == limit, statement.isReadOnly { break }
        } while try step(statement)
        return builder.result()
    }
}

extension SQLiteConnection: SQLConnection {
    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        try run(sql, arguments) { statement in
            let before = sqlite3_total_changes(pointer)
            while try step(statement) {}
            // The number of changes stays what it was when a statement is no INSERT, UPDATE or DELETE or changes nothing.
            return sqlite3_total_changes(pointer) == before ? 0 : Int(sqlite3_changes(pointer))
        }
    }

    func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
        try run(sql, arguments) { statement in
            guard let result = try collect(statement, limit: .max) else { return [] }
            return (0..<result.rowCount).map { SQLRow(result, row: $0) }
        }
    }

    func row(_ sql: String, _ arguments: [SQLValue]) throws -> SQLRow? {
        try run(sql, arguments) { statement in
            try collect(statement, limit: 1).map { SQLRow($0, row: 0) }
        }
    }
}
