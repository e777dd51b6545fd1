import GRDBSQLite

/// A statement compiled by SQLite, kept for as long as its connection lives. Used on the connection's thread only.
final class PreparedStatement {
    let sql: String
    let pointer: OpaquePointer
    /// Whether it leaves the database as it is.
    let isReadOnly: Bool
    private let parameterCount: Int
    private(set) var columns: [String] = []
    private var compilations: Int32 = 0

    /// - Throws: `DatabaseError` with code `.statement` when `sql` is no SQL, more than one statement, or begins or ends
    ///   transactions, which is not a statement's business.
    init(_ sql: String, on connection: OpaquePointer, mayControlTransactions: Bool = false) throws(DatabaseError) {
        let word = PortableSQL.firstWord(of: sql)
        if !mayControlTransactions, ["BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE"].contains(word) {
            throw DatabaseError(.statement, "\(word) is up to the database: a body is one transaction already", sql: sql)
        }
        let text = PortableSQL.withNumberedPlaceholders(sql)
        var compiled: OpaquePointer?
        let (code, rest) = text.withUnsafeBytes { bytes -> (Int32, Int) in
            let start = bytes.assumingMemoryBound(to: CChar.self).baseAddress
            var tail: UnsafePointer<CChar>?
            let code = sqlite3_prepare_v3(
                connection, start, Int32(bytes.count), UInt32(SQLITE_PREPARE_PERSISTENT), &compiled, &tail
            )
            guard let start, let tail else { return (code, bytes.count) }
            return (code, tail - start)
        }
        guard code == SQLITE_OK else { throw DatabaseError(sqlite: connection, sql: sql) }
        guard let compiled else { throw DatabaseError(.statement, "the statement is empty", sql: sql) }
        guard text[rest...].allSatisfy({ $0 <= UInt8(ascii: " ") || $0 == UInt8(ascii: ";") }) else {
            sqlite3_finalize(compiled)
            throw DatabaseError(.statement, "more than one statement at once", sql: sql)
        }
        self.sql = sql
        pointer = compiled
        isReadOnly = sqlite3_stmt_readonly(compiled) != 0
        parameterCount = Int(sqlite3_bind_parameter_count(compiled))
        readColumns()
    }

    deinit {
        sqlite3_finalize(pointer)
    }

    /// Reads the columns' names again when SQLite has compiled the statement anew, as it does after a change of the schema.
    /// To be called after the first step.
    func refreshColumns() {
        let now = sqlite3_stmt_status(pointer, SQLITE_STMTSTATUS_REPREPARE, 0)
        guard now != compilations else { return }
        compilations = now
        readColumns()
    }

    private func readColumns() {
        columns = (0..<sqlite3_column_count(pointer)).map { index in
            sqlite3_column_name(pointer, index).map { String(cString: $0) } ?? ""
        }
    }

    /// Runs `body` with `arguments` in place, then makes the statement ready for the next time.
    ///
    /// Text and bytes are not copied: SQLite reads them where they lie, which is why `body` runs inside their closures.
    func with<Result>(
        _ arguments: [SQLValue],
        on connection: OpaquePointer,
        _ body: () throws -> Result
    ) throws -> Result {
        guard arguments.count == parameterCount else {
            throw DatabaseError(
                .statement, "the statement takes \(parameterCount) arguments and was given \(arguments.count)", sql: sql
            )
        }
        defer {
            if parameterCount > 0 { sqlite3_clear_bindings(pointer) }
        }
        return try bind(arguments, from: 0, connection, body)
    }

    private func bind<Result>(
        _ arguments: [SQLValue],
        from first: Int,
        _ connection: OpaquePointer,
        _ body: () throws -> Result
    ) throws -> Result {
        for index in first..<arguments.count {
            let position = Int32(index + 1)
            let code: Int32
            switch arguments[index] {
            case .null:
                code = sqlite3_bind_null(pointer, position)
            case .integer(let value):
                code = sqlite3_bind_int64(pointer, position, value)
            case .real(let value):
                code = sqlite3_bind_double(pointer, position, value)
            case .text(var text):
                return try text.withUTF8 { bytes in
                    try check(bindText(UnsafeRawBufferPointer(bytes), position), connection)
                    return try bind(arguments, from: index + 1, connection, body)
                }
            case .utf8(let text):
                return try text.withUnsafeBytes { bytes in
                    try check(bindText(bytes, position), connection)
                    return try bind(arguments, from: index + 1, connection, body)
                }
            case .blob(let blob):
                return try blob.withUnsafeBytes { bytes in
                    let code = bytes.isEmpty
                        ? sqlite3_bind_zeroblob(pointer, position, 0)
                        : sqlite3_bind_blob64(pointer, position, bytes.baseAddress, UInt64(bytes.count), nil)
                    try check(code, connection)
                    return try bind(arguments, from: index + 1, connection, body)
                }
            }
            try check(code, connection)
        }
        // Inside the innermost closure, so that SQLite lets go of the arguments while they are still there.
        defer { sqlite3_reset(pointer) }
        return try body()
    }

    private func bindText(_ bytes: UnsafeRawBufferPointer, _ position: Int32) -> Int32 {
        let empty: StaticString = ""
        // No address at all would mean null, which empty text is not.
        let start = bytes.isEmpty ? UnsafeRawPointer(empty.utf8Start) : bytes.baseAddress
        return sqlite3_bind_text64(
            pointer, position, start?.assumingMemoryBound(to: CChar.self), UInt64(bytes.count), nil, UInt8(SQLITE_UTF8)
        )
    }

    private func check(_ code: Int32, _ connection: OpaquePointer) throws(DatabaseError) {
        guard code == SQLITE_OK else { throw DatabaseError(sqlite: connection, sql: sql) }
    }
}
