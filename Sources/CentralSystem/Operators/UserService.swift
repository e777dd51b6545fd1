import OCPPJ
import Persistence

/// The verbs on users. Changes of role and password, and removal, end a user's sessions in the same write.
///
/// Storage failures come as `DatabaseError`, all others as `CentralSystemError`.
package struct UserService: Sendable {
    let database: any Database
    let time: any TimeSource
    let settings: OperatorSettings
    let hasher: OperatorPasswordHasher

    /// Users in the order of their names.
    package func list(_ page: PageRequest = PageRequest()) async throws -> Page<User> {
        let users = try await database.read {
            try UserStore.list(after: page.cursor ?? "", limit: page.limit + 1, in: $0)
        }
        return Page(users, limit: page.limit) { UserName.key($0.name) }
    }

    /// - Throws: code `.notFound`.
    package func get(_ name: String) async throws -> User {
        try await database.read { try Self.find(name, in: $0) }
    }

    /// - Throws: codes `.alreadyExists`, `.invalidMember`.
    package func create(_ name: String, role: Role, password: String) async throws -> User {
        guard UserName.isValid(name) else {
            throw CentralSystemError(.invalidMember, member: "name", "name \(UserName.rule)")
        }
        let hash = try await hasher.hash(OperatorPassword(password, userName: name)).text
        let now = time.now()
        let user = User(name: name, role: role, createdAt: now, updatedAt: now, passwordChangedAt: now)
        return try await database.write { connection in
            guard try UserStore.find(name, in: connection) == nil else {
                throw CentralSystemError(.alreadyExists, "there is a user \(name) already; change that one instead")
            }
            guard try !APITokenStore.isTaken(userName: name, in: connection) else {
                throw CentralSystemError(.alreadyExists, "there is a token named \(name); revoke it or take another name for the user")
            }
            try UserStore.insert(user, passwordHash: hash, in: connection)
            return user
        }
    }

    /// - Throws: codes `.notFound`, `.conflict` when nobody would be left to administer.
    package func setRole(_ role: Role, of name: String) async throws -> User {
        let now = time.now()
        return try await database.write { [settings] connection in
            let user = try Self.find(name, in: connection)
            guard user.role != role else { return user }
            if role != .administrator { try Self.requireAnother(than: user, settings, in: connection) }
            try UserStore.setRole(role, of: name, at: now, in: connection)
            try OperatorSessionStore.end(ofUser: name, in: connection)
            return try Self.find(name, in: connection)
        }
    }

    /// Sets a user's password without asking for the old one; for administrators.
    ///
    /// - Throws: codes `.notFound`, `.invalidMember`.
    package func setPassword(_ password: String, of name: String) async throws {
        let user = try await get(name)
        let hash = try await hasher.hash(OperatorPassword(password, userName: user.name)).text
        let now = time.now()
        try await database.write { connection in
            _ = try Self.find(name, in: connection)
            try UserStore.setPassword(hash, of: name, at: now, in: connection)
            try OperatorSessionStore.end(ofUser: name, in: connection)
        }
    }

    /// - Throws: codes `.notFound`, `.conflict` when nobody would be left to administer.
    package func remove(_ name: String) async throws {
        try await database.write { [settings] connection in
            let user = try Self.find(name, in: connection)
            try Self.requireAnother(than: user, settings, in: connection)
            try UserStore.delete(name, in: connection)
            try OperatorSessionStore.end(ofUser: name, in: connection)
            try SavedFilterStore.deleteAll(of: SavedFilterOwner(.session, user.name), in: connection)
        }
    }

    private static func find(_ name: String, in connection: any SQLConnection) throws -> User {
        guard let user = try UserStore.find(name, in: connection) else {
            throw CentralSystemError(.notFound, "there is no user \(name.prefix(64).debugDescription)")
        }
        return user
    }

    /// Refuses to do without the last administrator, whom nobody could replace.
    private static func requireAnother(
        than user: User, _ settings: OperatorSettings, in connection: any SQLConnection
    ) throws {
        guard user.role == .administrator, !settings.hasConfiguredToken else { return }
        if try UserStore.administrators(besides: user.name, in: connection) > 0 { return }
        if try AdministratorToken.storedHash(in: connection) != nil { return }
        throw CentralSystemError(
            .conflict, "\(user.name) is the last administrator; make another user an administrator first")
    }
}
