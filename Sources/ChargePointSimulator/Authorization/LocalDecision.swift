import OCPP16

/// What a charge point does with an identifier that is presented (OCPP 1.6, sections 3.5 and 9.1).
enum LocalDecision: Hashable, Sendable {
    /// It may charge, without asking.
    case accept
    /// It may not charge.
    case refuse
    /// The Central System is asked.
    case ask

    /// - Parameter known: what the Local Authorization List says, or else the Authorization Cache; nil for an identifier
    ///   that is in neither. ConcurrentTx marks an identifier as valid (section 3.5.2).
    static func about(
        _ known: AuthorizationStatus?, isOnline: Bool, configuration: Configuration
    ) -> LocalDecision {
        let isValid = known == .accepted || known == .concurrentTx
        if isOnline {
            // Whoever is known to be refused is asked about too: things may have changed.
            return isValid && configuration.bool(.localPreAuthorize) ? .accept : .ask
        }
        if known != nil, configuration.bool(.localAuthorizeOffline) { return isValid ? .accept : .refuse }
        // Whoever is known to be refused is not unknown.
        guard known == nil || isValid else { return .refuse }
        return configuration.bool(.allowOfflineTxForUnknownId) ? .accept : .refuse
    }
}
