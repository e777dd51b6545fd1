import CentralSystem
import OCPPJ

/// A part of a list as the API writes it.
struct ItemList<Item: JSONObject & Sendable>: JSONObject, Sendable {
    let items: [Item]
    let nextCursor: String?

    init(_ page: Page<Item>) {
        items = page.items
        nextCursor = page.nextCursor.map(Cursor.encode)
    }

    static var representation: Representation<ItemList> {
        Representation(
            "\(Item.representation.name)List", "A part of a list.",
            [
                Field("items", "The items of this part.", \.items),
                Field("nextCursor", "Give it as `cursor` to get the next part; `null` when this is the last one.", \.nextCursor),
            ])
    }
}

extension Page {
    /// The same part with other items.
    func map<Other: Sendable>(_ transform: (Item) throws -> Other) rethrows -> Page<Other> {
        Page<Other>(items: try items.map(transform), nextCursor: nextCursor)
    }
}
