extension SQLRow {
    /// A 64-bit integer. Null and other types are refused with code `.column`.
    package func int64(_ column: String) throws(DatabaseError) -> Int64 {
        try present(int64IfPresent(column), column)
    }

    /// An integer. Null and other types are refused with code `.column`.
    package func int(_ column: String) throws(DatabaseError) -> Int {
        Int(try int64(column))
    }

    /// An integer, nil for null.
    package func intIfPresent(_ column: String) throws(DatabaseError) -> Int? {
        try int64IfPresent(column).map { Int($0) }
    }

    /// A number. Null and text are refused with code `.column`.
    package func double(_ column: String) throws(DatabaseError) -> Double {
        try present(doubleIfPresent(column), column)
    }

    /// Text. Null and other types are refused with code `.column`.
    package func text(_ column: String) throws(DatabaseError) -> String {
        try present(textIfPresent(column), column)
    }

    /// Truth, kept as an integer: everything but 0 is true. Null and other types are refused with code `.column`.
    package func bool(_ column: String) throws(DatabaseError) -> Bool {
        try int64(column) != 0
    }

    /// Truth, nil for null.
    package func boolIfPresent(_ column: String) throws(DatabaseError) -> Bool? {
        try int64IfPresent(column).map { $0 != 0 }
    }

    /// The bytes of a text or blob. Null and numbers are refused with code `.column`.
    package func bytes(_ column: String) throws(DatabaseError) -> [UInt8] {
        try present(bytesIfPresent(column), column)
    }
}
