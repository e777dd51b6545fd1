package import OCPPJ

/// A user who logged in.
package struct OperatorSession: Hashable, Sendable {
    package var principal: Principal
    /// What requests of this session that change something must carry in `X-CSRF-Token`.
    package var forgeryToken: String
    /// When it ends at the latest.
    package var expiresAt: Timestamp
}

/// One of the sessions of a user, as it is shown to them.
package struct OperatorSessionUse: Hashable, Sendable {
    package var createdAt: Timestamp
    /// To the minute.
    package var lastUsedAt: Timestamp
    package var expiresAt: Timestamp
    /// Whether it is the one that asks.
    package var isOwn: Bool
}

/// Why nobody was let in. Says the same of users who do not exist and of wrong passwords.
package struct LoginRefusal: Error, Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        case wrongCredentials
        /// Too many attempts, of this user or from this address, or of all at once.
        case tooMany(retryAfterSeconds: Int)
    }

    package let reason: Reason
}
