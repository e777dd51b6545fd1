import OCPP16
import OCPPJ

/// What a charge point does with an identifier that is presented (OCPP 1.6, sections 3.5 and 9.1).
enum LocalDecision: Hashable, Sendable {
    /// It may charge, without asking.
    case accept
    /// It may not charge.
    case refuse
    /// The Central System is asked.
    case ask

    static func about(
        _ idTag: IdToken, isOnline: Bool, cache: AuthorizationCache, configuration: Configuration, at now: Timestamp
    ) -> LocalDecision {
        let cached = configuration.bool(.authorizationCacheEnabled) ? cache.status(of: idTag, at: now) : nil
        if isOnline {
            return configuration.bool(.localPreAuthorize) && cached == .accepted ? .accept : .ask
        }
        if let cached, configuration.bool(.localAuthorizeOffline) {
            return cached == .accepted ? .accept : .refuse
        }
        // Whoever is known to be refused is not unknown.
        guard cached == nil || cached == .accepted else { return .refuse }
        return configuration.bool(.allowOfflineTxForUnknownId) ? .accept : .refuse
    }
}
