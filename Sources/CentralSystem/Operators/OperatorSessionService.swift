import OCPPJ
import Persistence

/// Logging in and out. A session's key is stored as its hash alone.
package struct OperatorSessionService: Sendable {
    let database: any Database
    let time: any TimeSource
    let settings: OperatorSettings
    let hasher: OperatorPasswordHasher
    let throttle: LoginThrottle

    /// Lets a user in who knows the password.
    ///
    /// - Parameter address: where the request came from, for the throttle.
    /// - Returns: the session and its key, which is given out here and never again.
    /// - Throws: `LoginRefusal`; `DatabaseError`.
    package func logIn(
        _ name: String, password: String, from address: String
    ) async throws -> (session: OperatorSession, key: String) {
        let stored = try await verify(name, password: password, from: address)
        let key = OperatorSecret.generate()
        let now = time.now()
        let expiresAt = now.advanced(bySeconds: settings.sessionLifetimeSeconds)
        let user = try await database.write { connection -> User in
            // The password may have been changed while this one was compared.
            guard
                try UserStore.passwordHash(of: name, in: connection) == stored,
                let user = try UserStore.find(name, in: connection)
            else { throw LoginRefusal(reason: .wrongCredentials) }
            try OperatorSessionStore.insert(
                hash: OperatorSecret.hash(of: key), user: user.name, at: now, expiresAt: expiresAt, in: connection)
            try UserStore.noteLogin(of: user.name, at: now, in: connection)
            return user
        }
        return (session(of: user.name, user.role, key: key, expiresAt: expiresAt), key)
    }

    /// Lets a user in who has shown by other means who they are.
    ///
    /// - Returns: nil when there is no such user.
    package func open(_ name: String) async throws -> (session: OperatorSession, key: String)? {
        let key = OperatorSecret.generate()
        let now = time.now()
        let expiresAt = now.advanced(bySeconds: settings.sessionLifetimeSeconds)
        let user = try await database.write { connection -> User? in
            guard let user = try UserStore.find(name, in: connection) else { return nil }
            try OperatorSessionStore.insert(
                hash: OperatorSecret.hash(of: key), user: user.name, at: now, expiresAt: expiresAt, in: connection)
            try UserStore.noteLogin(of: user.name, at: now, in: connection)
            return user
        }
        return user.map { (session(of: $0.name, $0.role, key: key, expiresAt: expiresAt), key) }
    }

    /// Checks a user's password, with the throttle in between.
    ///
    /// - Throws: `LoginRefusal`; `DatabaseError`.
    package func check(_ name: String, password: String, from address: String) async throws {
        _ = try await verify(name, password: password, from: address)
    }

    /// - Returns: the stored form of the password that matched.
    private func verify(_ name: String, password: String, from address: String) async throws -> String {
        let attempt = LoginThrottle.Attempt(user: UserName.key(String(name.prefix(64))), address: address)
        if let seconds = throttle.begin(attempt, at: time.now()) {
            throw LoginRefusal(reason: .tooMany(retryAfterSeconds: seconds))
        }
        let stored: String?
        let matches: Bool
        do {
            stored = try await database.read { try UserStore.passwordHash(of: name, in: $0) }
            matches = try await hasher.verify(password, against: stored.flatMap(OperatorPasswordHash.init(text:)))
        } catch {
            throttle.takeBack(attempt)
            if error is OperatorPasswordHasher.Busy { throw LoginRefusal(reason: .tooMany(retryAfterSeconds: 5)) }
            throw error
        }
        guard matches, let stored else {
            throttle.failed(attempt, at: time.now())
            throw LoginRefusal(reason: .wrongCredentials)
        }
        throttle.succeeded(attempt)
        return stored
    }

    /// The session that a key opens; nil when it never was or is over. Notes that it is used.
    package func authenticate(_ key: String) async throws -> OperatorSession? {
        let hash = OperatorSecret.hash(of: key)
        let now = time.now()
        guard let row = try await row(hash: hash, at: now) else { return nil }
        if row.lastUsedAt.advanced(bySeconds: useResolutionSeconds) <= now {
            // Reading must go on when the disk is full.
            _ = try? await database.write { try OperatorSessionStore.noteUse(hash: hash, at: now, in: $0) }
        }
        return session(of: row.userName, row.role, key: key, expiresAt: row.expiresAt)
    }

    /// Whether a key opens a session still, without noting that it is used.
    package func isOpen(_ key: String) async throws -> Bool {
        try await row(hash: OperatorSecret.hash(of: key), at: time.now()) != nil
    }

    /// A session that is not over.
    private func row(hash: String, at now: Timestamp) async throws -> OperatorSessionStore.Row? {
        guard let row = try await database.read({ try OperatorSessionStore.find(hash: hash, in: $0) }) else { return nil }
        return row.expiresAt > now && row.lastUsedAt.advanced(bySeconds: settings.sessionIdleSeconds) > now ? row : nil
    }

    /// Ends a session; harmless when it is over.
    package func logOut(_ key: String) async throws {
        let hash = OperatorSecret.hash(of: key)
        try await database.write { try OperatorSessionStore.end(hash: hash, in: $0) }
    }

    /// The sessions of a user that are not over, the one that was used last first; at most as many as a user may have.
    ///
    /// - Parameter key: of the session that asks, to be told apart.
    package func list(ofUser name: String, key: String?) async throws -> [OperatorSessionUse] {
        let own = key.map { OperatorSecret.hash(of: $0) }
        let now = time.now()
        let idleSince = now.advanced(bySeconds: -settings.sessionIdleSeconds)
        let found = try await database.read {
            try OperatorSessionStore.list(ofUser: name, now: now, idleSince: idleSince, in: $0)
        }
        return found.map { found in
            var use = found.use
            use.isOwn = found.hash == own
            return use
        }
    }

    /// Ends every session of a user.
    package func logOutEverywhere(_ name: String) async throws {
        try await database.write { try OperatorSessionStore.end(ofUser: name, in: $0) }
    }

    /// Removes the sessions that are over.
    func prune() async throws {
        let now = time.now()
        let idleSince = now.advanced(bySeconds: -settings.sessionIdleSeconds)
        try await database.write { try OperatorSessionStore.prune(now: now, idleSince: idleSince, in: $0) }
    }

    /// How exact the last use is known: fine enough for the idle timeout, and one write in that time at most.
    private var useResolutionSeconds: Int { min(60, max(1, settings.sessionIdleSeconds / 10)) }

    private func session(of name: String, _ role: Role, key: String, expiresAt: Timestamp) -> OperatorSession {
        OperatorSession(
            principal: Principal(kind: .session, name: name, role: role),
            forgeryToken: OperatorSecret.forgeryToken(of: key), expiresAt: expiresAt)
    }
}
