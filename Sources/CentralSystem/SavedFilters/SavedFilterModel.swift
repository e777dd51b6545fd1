package import OCPPJ

/// A way to look at a list, kept under a name by whoever looks.
package struct SavedFilter: Hashable, Sendable {
    package var id: Int64
    /// The list that it narrows: its path in the console.
    package var list: String
    /// What its owner calls it; unique for each owner and list.
    package var name: String
    /// The fields of the list's query, as they stand in its address.
    package var query: String
    package var createdAt: Timestamp
}

extension SavedFilter {
    /// Filters that one owner may keep for one list.
    package static let most = 50
    /// How many characters a name may have.
    package static let longestName = 60
    /// How many bytes a query may have.
    package static let longestQuery = 2000
}

/// Whose filters they are: a user, or whoever holds a token.
package struct SavedFilterOwner: Hashable, Sendable {
    let text: String

    package init(_ principal: Principal) {
        self.init(principal.kind, principal.name)
    }

    /// - Parameter name: of the user or of the token, as it was written when it was made.
    init(_ kind: Principal.Kind, _ name: String) {
        text = "\(kind.rawValue):\(name)"
    }
}
