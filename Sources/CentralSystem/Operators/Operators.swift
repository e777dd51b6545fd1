package import OCPPJ
package import Persistence

/// Who may use the server, and what they did with it.
package struct Operators: Sendable {
    package let users: UserService
    package let tokens: APITokenService
    package let sessions: OperatorSessionService
    package let audit: AuditService

    static let migrations = UserStore.migrations + APITokenStore.migrations + OperatorSessionStore.migrations + AuditStore.migrations

    /// - Parameter database: with the schema of this program.
    package init(database: any Database, time: any TimeSource, settings: OperatorSettings = OperatorSettings()) {
        let hasher = OperatorPasswordHasher(cost: settings.passwordCost)
        users = UserService(database: database, time: time, settings: settings, hasher: hasher)
        tokens = APITokenService(database: database, time: time)
        sessions = OperatorSessionService(
            database: database, time: time, settings: settings, hasher: hasher, throttle: LoginThrottle())
        audit = AuditService(database: database, time: time, settings: settings)
    }

    /// What is to be done from time to time.
    var chores: [BackgroundWork.Chore] {
        [
            .init(name: "sessions that are over", interval: .seconds(600)) { try await sessions.prune() },
            .init(name: "audit retention", interval: .seconds(3600)) { try await audit.prune() },
        ]
    }
}
