package import ChargingSchedules
package import OCPP16
import OCPPJ
import Persistence

/// What a charging profile would do, before it is sent.
package struct ChargingProfilePreview: Sendable {
    /// What speaks against it; never a reason not to send it.
    package var warnings: [ChargingProfileWarning]
    /// The limits of the connector as they are.
    package var before: CompositeSchedule
    /// The limits once the charge point has the profile.
    package var after: CompositeSchedule
}

extension ChargingProfileService {
    /// What a charging profile would do at a charge point. Nothing is sent and nothing is kept.
    ///
    /// - Parameters:
    ///   - profile: a TxProfile without a transaction is taken to be for the open one of the connector.
    ///   - query: for which connector and time the limits are wanted.
    /// - Throws: `CentralSystemError` (`.chargePointNotFound`).
    package func preview(
        _ profile: ChargingProfile, onConnector connectorId: Int, of identity: String, _ query: CompositeScheduleQuery
    ) async throws -> ChargingProfilePreview {
        let now = time.now()
        return try await database.read { connection in
            let key = try Self.key(of: identity, in: connection)
            let open = try TransactionService.openTransactions(chargePointKey: key, in: connection)
            var profile = profile
            if profile.chargingProfilePurpose == .txProfile, profile.transactionId == nil { profile.transactionId = open[connectorId] }
            let surroundings = ChargingProfileSurroundings(
                connectorId: connectorId, source: .setChargingProfile, openTransactions: open,
                installed: try ChargingProfileStore.installed(chargePointKey: key, in: connection),
                capabilities: try ChargingCapabilities(chargePointKey: key, in: connection), now: now)
            var basis = try CompositeScheduleBasis.current(chargePointKey: key, in: connection)
            let before = basis.schedule(query, from: now)
            let new = InstalledProfile(connectorId: connectorId, profile: profile)
            basis.profiles.removeAll { new.replaces(InstalledProfile(connectorId: $0.connectorId, profile: $0.profile)) }
            basis.profiles.append(.init(connectorId: connectorId, profile: profile))
            return ChargingProfilePreview(
                warnings: profile.warnings(surroundings), before: before, after: basis.schedule(query, from: now))
        }
    }

    /// The profiles that charge points have, of all charge points, the one that was sent last first.
    ///
    /// - Parameter template: only those that were made of this template; nil for all.
    /// - Throws: `CentralSystemError` (`.invalidCursor`).
    package func installed(
        template: String? = nil, _ page: PageRequest = PageRequest()
    ) async throws -> Page<ChargingProfileRecord> {
        let before = try page.rowID()
        let found = try await database.read {
            try ChargingProfileStore.installed(template: template, before: before, limit: page.limit + 1, in: $0)
        }
        return Page(found, limit: page.limit) { String($0.id) }
    }

    /// How many profiles that charge points have were made of each of these templates, counted up to a bound.
    package func installedCounts(templates: [String], upTo bound: Int = 1000) async throws -> [String: Int] {
        try await database.read { connection in
            var counts: [String: Int] = [:]
            for name in templates {
                counts[name] = try ChargingProfileStore.countInstalled(template: name, upTo: bound, in: connection)
            }
            return counts
        }
    }
}
