import WebAPI

/// The cursors of lists on pages. One goes on where a list ended that was filtered and ordered in one way, and means nothing in a list
/// that is filtered or ordered in another; so it says which list it comes from.
enum ListCursor {
    /// What in the query says nothing about the list.
    private static let others: Set<String> = ["cursor", "fragment", "wall"]

    /// - Parameter query: of the page with the list.
    static func encode(_ cursor: String, of query: Fields) -> String { Cursor.encode("\(mark(query)) \(cursor)") }

    /// - Throws: `Problem` for what is no cursor, or one of another list.
    static func decode(_ text: String, of query: Fields) throws(Problem) -> String {
        let cursor = try Cursor.decode(text)
        let mark = "\(mark(query)) "
        guard cursor.utf8.starts(with: mark.utf8), cursor.utf8.count > mark.utf8.count else {
            throw Problem(.invalidRequest, "cursor: does not come from a list with this filter and this order")
        }
        return String(decoding: cursor.utf8.dropFirst(mark.utf8.count), as: UTF8.self)
    }

    /// The same for the same filter and order, whatever stands first (FNV-1a; against mistakes, not against forgers).
    private static func mark(_ query: Fields) -> String {
        let fields = query.compacted.pairs.filter { !others.contains($0.name) }.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
        let hash = FormText.encode(fields).utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return String(hash, radix: 36)
    }
}
