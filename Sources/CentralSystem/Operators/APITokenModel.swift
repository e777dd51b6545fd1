package import OCPPJ

/// A token with which a program uses the API.
package struct APIToken: Hashable, Sendable {
    package var id: Int64
    /// What it is for; stands in records as the one who asked.
    package var name: String
    package var role: Role
    package var scope: TokenScope
    /// From this moment on it is refused; nil for never.
    package var expiresAt: Timestamp?
    package var createdBy: String
    package var createdAt: Timestamp
    /// When it was last used, to the minute.
    package var lastUsedAt: Timestamp?
}

/// A token to make.
package struct NewAPIToken: Hashable, Sendable {
    package var name: String
    package var role: Role
    package var scope: TokenScope
    package var expiresAt: Timestamp?

    package init(name: String, role: Role, scope: TokenScope = .everything, expiresAt: Timestamp? = nil) {
        self.name = name
        self.role = role
        self.scope = scope
        self.expiresAt = expiresAt
    }
}
