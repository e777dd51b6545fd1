import CentralSystem

extension WebAPIServer {
    /// Users, their sessions, tokens, the record of changes.
    static func operatorOperations(_ centralSystem: CentralSystem, _ configuration: WebAPIConfiguration) -> [Operation] {
        let operators = centralSystem.operators
        return SessionRoutes(
            operators: operators, settings: centralSystem.settings.operators,
            cookie: SessionCookie(isSecure: configuration.sendsCookiesOverTLSAlone)
        ).operations
            + UserRoutes(users: operators.users).operations
            + APITokenRoutes(tokens: operators.tokens).operations
            + AuditRoutes(audit: operators.audit).operations
    }
}
