/// Who asks: a person in a session, a program with a token, or whoever holds the administrator's token.
package struct Principal: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// The token that the server was set up with.
        case administratorToken
        /// A token that was made for a program.
        case token
        /// A user who logged in.
        case session
    }

    package let kind: Kind
    /// The name of the user or of the token; `admin token` for the administrator's. Stands in records as the one who asked.
    package let name: String
    package let role: Role
    package let scope: TokenScope

    package init(kind: Kind, name: String, role: Role, scope: TokenScope = .everything) {
        self.kind = kind
        self.name = name
        self.role = role
        self.scope = scope
    }

    package static let administratorToken = Principal(kind: .administratorToken, name: "admin token", role: .administrator)
}

/// What a token is restricted to, besides its role.
package struct TokenScope: Hashable, Sendable {
    /// Whether it may only read.
    package var isReadOnly: Bool
    /// The groups of operations that it may use, such as `transactions`; nil for all of them.
    package var tags: [String]?

    package init(isReadOnly: Bool = false, tags: [String]? = nil) {
        self.isReadOnly = isReadOnly
        self.tags = tags
    }

    package static let everything = TokenScope()

    package var isRestricted: Bool { isReadOnly || tags != nil }

    /// Whether an operation of this group is inside.
    package func allows(tag: String, isReading: Bool) -> Bool {
        (isReading || !isReadOnly) && (tags?.contains(tag) ?? true)
    }
}
