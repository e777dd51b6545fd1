/// Everything one statement returned, in three flat arrays, however many rows there are. Rows point into it.
final class SQLResult: Sendable {
    /// One column of one row. Text and bytes lie in `bytes`.
    enum Cell: Sendable {
        case null
        case integer(Int64)
        case real(Double)
        case text(start: Int, count: Int)
        case blob(start: Int, count: Int)
    }

    let columns: [String]
    let cells: [Cell]
    let bytes: [UInt8]

    init(columns: [String], cells: [Cell], bytes: [UInt8]) {
        self.columns = columns
        self.cells = cells
        self.bytes = bytes
    }

    var rowCount: Int {
        columns.isEmpty ? 0 : cells.count / columns.count
    }
}
