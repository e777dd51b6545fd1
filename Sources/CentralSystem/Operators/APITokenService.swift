import OCPPJ
import Persistence

/// The verbs on tokens.
///
/// Storage failures come as `DatabaseError`, all others as `CentralSystemError`.
package struct APITokenService: Sendable {
    /// How exact `lastUsedAt` is, in seconds: a token that is used all the time costs one write in that time.
    private static let useResolutionSeconds = 60

    let database: any Database
    let time: any TimeSource

    /// Tokens, newest first.
    package func list(_ page: PageRequest = PageRequest()) async throws -> Page<APIToken> {
        let before = try page.rowID()
        let tokens = try await database.read {
            try APITokenStore.list(before: before, limit: page.limit + 1, in: $0)
        }
        return Page(tokens, limit: page.limit) { String($0.id) }
    }

    /// - Throws: code `.notFound`.
    package func get(_ id: Int64) async throws -> APIToken {
        guard let token = try await database.read({ try APITokenStore.find(id, in: $0) }) else {
            throw CentralSystemError(.notFound, "there is no token \(id)")
        }
        return token
    }

    /// Makes a token. Its text is given out here and never again.
    ///
    /// - Throws: codes `.alreadyExists`, `.invalidMember`.
    package func create(_ new: NewAPIToken, createdBy: String) async throws -> (token: APIToken, text: String) {
        let now = time.now()
        guard (1...64).contains(new.name.unicodeScalars.count), new.name.unicodeScalars.allSatisfy({ $0.value > 0x1F }) else {
            throw CentralSystemError(.invalidMember, member: "name", "name must have 1 to 64 characters, none of them for control")
        }
        guard !UserName.isReserved(new.name), new.name.first?.isWhitespace == false, new.name.last?.isWhitespace == false else {
            throw CentralSystemError(
                .invalidMember, member: "name", "name stands for somebody else in records, or begins or ends with a space; take another one")
        }
        if let expiresAt = new.expiresAt, expiresAt <= now {
            throw CentralSystemError(.invalidMember, member: "expiresAt", "expiresAt must be in the future")
        }
        let text = OperatorSecret.generate(prefix: OperatorSecret.tokenPrefix)
        let hash = OperatorSecret.hash(of: text)
        let token = try await database.write { connection in
            guard try APITokenStore.find(name: new.name, in: connection) == nil else {
                throw CentralSystemError(.alreadyExists, "there is a token named \(new.name) already; revoke it or take another name")
            }
            // Both stand in records by their names alone.
            guard try UserStore.find(new.name, in: connection) == nil else {
                throw CentralSystemError(.alreadyExists, "there is a user named \(new.name); take another name for the token")
            }
            return try APITokenStore.insert(new, hash: hash, createdBy: createdBy, at: now, in: connection)
        }
        guard let token else { throw DatabaseError(.other, "the database did not give back the token that it stored") }
        return (token, text)
    }

    /// From now on the token is refused.
    ///
    /// - Throws: code `.notFound`.
    package func revoke(_ id: Int64) async throws {
        try await database.write { connection in
            guard let token = try APITokenStore.find(id, in: connection), try APITokenStore.delete(id, in: connection) else {
                throw CentralSystemError(.notFound, "there is no token \(id)")
            }
            try SavedFilterStore.deleteAll(of: SavedFilterOwner(.token, token.name), in: connection)
        }
    }

    /// Revokes the token that was made at the first start, for good.
    ///
    /// - Throws: code `.notFound` when there is none, `.conflict` when no user is an administrator yet.
    package func revokeAdministratorToken() async throws {
        try await database.write { connection in
            guard try AdministratorToken.storedHash(in: connection) != nil else {
                throw CentralSystemError(
                    .notFound, "no administrator's token is stored; one that is set in the configuration is taken away there")
            }
            guard try UserStore.administrators(besides: "", in: connection) > 0 else {
                throw CentralSystemError(.conflict, "nobody could administer any more; add a user with the role administrator first")
            }
            try AdministratorToken.revoke(in: connection)
        }
    }

    /// Whose token this is; nil when it is unknown, revoked or expired.
    package func authenticate(_ text: String) async throws -> Principal? {
        let hash = OperatorSecret.hash(of: text)
        guard let token = try await database.read({ try APITokenStore.find(hash: hash, in: $0) }) else { return nil }
        let now = time.now()
        if let expiresAt = token.expiresAt, expiresAt <= now { return nil }
        if token.lastUsedAt.map({ $0.advanced(bySeconds: Self.useResolutionSeconds) <= now }) ?? true {
            // Reading must go on when the disk is full.
            _ = try? await database.write { try APITokenStore.noteUse(of: token.id, at: now, in: $0) }
        }
        return Principal(kind: .token, name: token.name, role: token.role, scope: token.scope)
    }

    /// Whether this is still the hash of the token that was made at the first start.
    package func isAdministratorToken(hash: String) async throws -> Bool {
        try await database.read { try AdministratorToken.storedHash(in: $0) == hash }
    }
}
