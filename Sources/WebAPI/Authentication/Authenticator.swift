import CentralSystem

/// Finds out who asks.
struct Authenticator: Sendable {
    let administrator: TokenAuthentication
    let operators: Operators

    /// - Returns: nil when nobody, or nobody any more, has this token.
    func principal(withToken token: String) async throws -> Principal? {
        guard administrator.accepts(token) else { return try await operators.tokens.authenticate(token) }
        guard administrator.isStored else { return .administratorToken }
        // It may have been revoked since the server started.
        let hash = TokenAuthentication.hexadecimalHash(of: token)
        return try await operators.tokens.isAdministratorToken(hash: hash) ? .administratorToken : nil
    }

    /// - Returns: nil when the session never was or is over.
    func session(withKey key: String) async throws -> Identification? {
        try await operators.sessions.authenticate(key).map { Identification($0, key: key) }
    }
}
