import GRDBSQLite

/// The statements around bodies, prepared once.
struct TransactionControl {
    let begin: PreparedStatement
    let commit: PreparedStatement
    let rollback: PreparedStatement
    let savepoint: PreparedStatement
    let release: PreparedStatement
    let rollbackToSavepoint: PreparedStatement

    /// - Parameter mayWrite: take the right to write with BEGIN, rather than a snapshot with the first query.
    init(_ connection: OpaquePointer, mayWrite: Bool) throws(DatabaseError) {
        func prepare(_ sql: String) throws(DatabaseError) -> PreparedStatement {
            try PreparedStatement(sql, on: connection, mayControlTransactions: true)
        }
        begin = try prepare(mayWrite ? "BEGIN IMMEDIATE" : "BEGIN")
        commit = try prepare("COMMIT")
        rollback = try prepare("ROLLBACK")
        savepoint = try prepare("SAVEPOINT body")
        release = try prepare("RELEASE body")
        rollbackToSavepoint = try prepare("ROLLBACK TO body")
    }

    /// Carries out one of them.
    func step(_ statement: PreparedStatement, _ connection: OpaquePointer) throws(DatabaseError) {
        let code = sqlite3_step(statement.pointer)
        // Before the reset, which may replace the message.
        let error = code == SQLITE_DONE ? nil : DatabaseError(sqlite: connection, sql: statement.sql)
        sqlite3_reset(statement.pointer)
        if let error { throw error }
    }
}
