/// One row of a result. Columns are asked for by the name that the statement gave them and converted when asked.
package struct SQLRow: Sendable {
    private let result: SQLResult
    private let firstCell: Int

    init(_ result: SQLResult, row: Int) {
        self.result = result
        firstCell = row * result.columns.count
    }

    /// The names of the columns, in order.
    package var columns: [String] {
        result.columns
    }

    /// The value of a column as the database holds it.
    ///
    /// - Throws: `DatabaseError` with code `.column` when there is no such column; as do all functions of a row.
    package func value(_ column: String) throws(DatabaseError) -> SQLValue {
        switch try cell(column) {
        case .null: .null
        case .integer(let value): .integer(value)
        case .real(let value): .real(value)
        case .text(let start, let count): .text(string(start, count))
        case .blob(let start, let count): .blob(Array(result.bytes[start..<start + count]))
        }
    }

    /// An integer, nil for null. Fractions and text are refused with code `.column`.
    package func int64IfPresent(_ column: String) throws(DatabaseError) -> Int64? {
        switch try cell(column) {
        case .null: return nil
        case .integer(let value): return value
        case let other: throw mismatch(column, other, "an integer")
        }
    }

    /// A number, nil for null. Integers are converted; text is refused with code `.column`.
    package func doubleIfPresent(_ column: String) throws(DatabaseError) -> Double? {
        switch try cell(column) {
        case .null: return nil
        case .integer(let value): return Double(value)
        case .real(let value): return value
        case let other: throw mismatch(column, other, "a number")
        }
    }

    /// Text, nil for null. Bytes that are no UTF-8 are replaced by U+FFFD; use `bytes` to get them as they are.
    package func textIfPresent(_ column: String) throws(DatabaseError) -> String? {
        switch try cell(column) {
        case .null: return nil
        case .text(let start, let count): return string(start, count)
        case let other: throw mismatch(column, other, "text")
        }
    }

    /// The bytes of a text or blob, nil for null.
    package func bytesIfPresent(_ column: String) throws(DatabaseError) -> [UInt8]? {
        switch try cell(column) {
        case .null: return nil
        case .text(let start, let count), .blob(let start, let count): return Array(result.bytes[start..<start + count])
        case let other: throw mismatch(column, other, "text or bytes")
        }
    }

    /// Shared by the functions that do not accept null.
    func present<T>(_ value: T?, _ column: String) throws(DatabaseError) -> T {
        guard let value else { throw DatabaseError(.column, "column \(column) is null") }
        return value
    }

    private func cell(_ column: String) throws(DatabaseError) -> SQLResult.Cell {
        // Rows are narrow and most names fit into a string without memory of its own, so looking through them is faster
        // than hashing.
        guard let index = result.columns.firstIndex(of: column) else {
            throw DatabaseError(.column, "there is no column \(column), only \(result.columns.joined(separator: ", "))")
        }
        return result.cells[firstCell + index]
    }

    private func string(_ start: Int, _ count: Int) -> String {
        String(decoding: result.bytes[start..<start + count], as: UTF8.self)
    }

    private func mismatch(_ column: String, _ cell: SQLResult.Cell, _ wanted: String) -> DatabaseError {
        let found = switch cell {
        case .null: "null"
        case .integer: "an integer"
        case .real: "a fraction"
        case .text: "text"
        case .blob: "bytes"
        }
        return DatabaseError(.column, "column \(column) holds \(found) where \(wanted) was asked for")
    }
}
