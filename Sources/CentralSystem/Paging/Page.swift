import OCPPJ

/// A part of a list.
package struct Page<Item: Sendable>: Sendable {
    package var items: [Item]
    /// Asks for the next part; nil when this is the last.
    package var nextCursor: String?

    package init(items: [Item], nextCursor: String? = nil) {
        self.items = items
        self.nextCursor = nextCursor
    }
}

/// Which part of a list is wanted.
package struct PageRequest: Hashable, Sendable {
    /// How many items at most; 1...1000, values beyond are clamped.
    package let limit: Int
    /// `nextCursor` of the part before; nil for the first part.
    package let cursor: String?

    package init(limit: Int = 100, cursor: String? = nil) {
        self.limit = min(max(limit, 1), 1000)
        self.cursor = cursor
    }

    /// The cursor of a list that is ordered by descending row id.
    ///
    /// - Throws: `CentralSystemError` with code `.invalidCursor` when it is none of ours.
    func rowID() throws(CentralSystemError) -> Int64? {
        guard let cursor else { return nil }
        guard let id = Int64(cursor), id > 0, id < .max else {
            throw CentralSystemError(.invalidCursor, "cursor \(cursor.debugDescription) does not come from a previous answer")
        }
        return id
    }
}

extension Page {
    /// Makes a page of one item more than was asked for: the surplus item only tells that there is a next page.
    init(_ items: [Item], limit: Int, cursor: (Item) -> String) {
        let kept = Array(items.prefix(limit))
        self.items = kept
        nextCursor = items.count > limit ? kept.last.map(cursor) : nil
    }
}
