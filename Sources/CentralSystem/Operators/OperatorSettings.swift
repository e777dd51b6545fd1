/// How operators are known and what is kept of what they did.
package struct OperatorSettings: Hashable, Sendable {
    /// Seconds without a request after which a session ends; 1...604,800.
    package var sessionIdleSeconds: Int
    /// Seconds after which a session ends whatever happens; 1...2,592,000.
    package var sessionLifetimeSeconds: Int
    /// Days that the record of changes is kept; 0 keeps it for ever.
    package var auditDays: Int
    /// Whether the operator set an administrator's token in the configuration.
    package var hasConfiguredToken: Bool
    /// What one guess at a password costs.
    package var passwordCost: OperatorPasswordCost

    package init(
        sessionIdleSeconds: Int = 1800, sessionLifetimeSeconds: Int = 43_200, auditDays: Int = 730,
        hasConfiguredToken: Bool = false, passwordCost: OperatorPasswordCost = .standard
    ) {
        self.sessionIdleSeconds = sessionIdleSeconds
        self.sessionLifetimeSeconds = sessionLifetimeSeconds
        self.auditDays = auditDays
        self.hasConfiguredToken = hasConfiguredToken
        self.passwordCost = passwordCost
    }
}
