/// The prepared statements of one connection, found by their text.
///
/// Nearly every statement is a constant of the program, whose text lies at one address for good. So the address tells where to
/// look first, and comparing a text with itself costs next to nothing; only a text that was never seen at this address is
/// hashed. The texts are compared in any case: an address may be used again for another text.
struct StatementCache {
    /// A program has fewer statements than this; when one composes texts without end, all are compiled anew now and then.
    private static let capacity = 512
    private static let slotCount = 1024

    private var slots: [PreparedStatement?] = Array(repeating: nil, count: slotCount)
    private var statements: [String: PreparedStatement] = [:]

    /// The statement for `sql`, made by `prepare` when it is not there yet.
    mutating func statement(
        _ sql: String,
        prepare: (String) throws(DatabaseError) -> PreparedStatement
    ) throws(DatabaseError) -> PreparedStatement {
        let slot = Self.slot(of: sql)
        if let slot, let found = slots[slot], found.sql == sql { return found }
        let statement: PreparedStatement
        if let known = statements[sql] {
            statement = known
        } else {
            statement = try prepare(sql)
            if statements.count >= Self.capacity { removeAll() }
            statements[sql] = statement
        }
        if let slot { slots[slot] = statement }
        return statement
    }

    private mutating func removeAll() {
        statements.removeAll()
        slots = Array(repeating: nil, count: Self.slotCount)
    }

    /// Nil for a text that is so short that it has no address.
    private static func slot(of sql: String) -> Int? {
        guard sql.utf8.count > 15 else { return nil }
        return sql.utf8.withContiguousStorageIfAvailable { bytes in
            let address = UInt(bitPattern: bytes.baseAddress)
            // The golden ratio spreads neighbouring addresses; the upper bits are the well-mixed ones.
            return Int((address &* 0x9E37_79B9_7F4A_7C15) >> 54)
        }
    }
}
