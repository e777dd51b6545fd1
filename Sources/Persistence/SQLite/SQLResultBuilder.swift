import GRDBSQLite

/// Copies the rows that a statement stands on into an `SQLResult`.
struct SQLResultBuilder {
    private let statement: PreparedStatement
    private var cells: [SQLResult.Cell] = []
    private var bytes: [UInt8] = []
    private(set) var rowCount = 0

    init(_ statement: PreparedStatement) {
        self.statement = statement
        cells.reserveCapacity(statement.columns.count)
    }

    /// Takes over the row that the statement stands on.
    mutating func appendRow() {
        rowCount += 1
        for column in 0..<Int32(statement.columns.count) {
            switch sqlite3_column_type(statement.pointer, column) {
            case SQLITE_INTEGER:
                cells.append(.integer(sqlite3_column_int64(statement.pointer, column)))
            case SQLITE_FLOAT:
                cells.append(.real(sqlite3_column_double(statement.pointer, column)))
            case SQLITE_TEXT:
                let start = UnsafeRawPointer(sqlite3_column_text(statement.pointer, column))
                cells.append(.text(start: bytes.count, count: append(start, column)))
            case SQLITE_BLOB:
                let start = sqlite3_column_blob(statement.pointer, column)
                cells.append(.blob(start: bytes.count, count: append(start, column)))
            default:
                cells.append(.null)
            }
        }
    }

    func result() -> SQLResult {
        SQLResult(columns: statement.columns, cells: cells, bytes: bytes)
    }

    private mutating func append(_ start: UnsafeRawPointer?, _ column: Int32) -> Int {
        let count = Int(sqlite3_column_bytes(statement.pointer, column))
        bytes.append(contentsOf: UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
        return count
    }
}
