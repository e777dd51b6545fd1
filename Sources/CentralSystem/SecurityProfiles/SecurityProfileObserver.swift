import OCPPJ
import Persistence

/// Raises the profile that a charge point must use when it has taken a higher one (security whitepaper, A05), whoever sent it. The
/// open connection stays, because the Reset that follows goes over it. Never lowers it (A00.FR.005): only an operator does.
struct SecurityProfileObserver: CommandObserver {
    func recorded(
        _ request: ReceivedChangeConfiguration, _ command: CommandReference, in connection: any SQLConnection
    ) throws {
        guard let profile = Self.profile(in: request) else { return }
        try SecurityProfileStore.await(profile, chargePointKey: command.chargePoint.key, in: connection)
    }

    func concluded(
        _ request: ReceivedChangeConfiguration, _ conclusion: CommandConclusion<ReportedChange>, _ command: CommandReference,
        in connection: any SQLConnection
    ) throws {
        guard let profile = Self.profile(in: request) else { return }
        let key = command.chargePoint.key
        switch ConfigurationTaking(conclusion) {
        case .taken(let moment):
            try SecurityProfileStore.raise(to: profile, chargePointKey: key, at: moment, in: connection)
        case .refused: try SecurityProfileStore.giveUp(profile, chargePointKey: key, in: connection)
        case .unknown: break
        }
    }

    private static func profile(in request: ReceivedChangeConfiguration) -> SecurityProfile? {
        guard SecurityProfile.isConfigurationKey(request.key) else { return nil }
        return SecurityProfile(configurationValue: request.value)
    }
}
