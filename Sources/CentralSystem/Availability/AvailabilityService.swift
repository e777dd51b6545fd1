import Persistence

/// What charge points were asked about the availability and the locks of their connectors, for operators and other features.
package struct AvailabilityService: Sendable {
    let database: any Database

    /// What was last asked of each connector of several charge points, by charge point key.
    package func list(chargePointKeys: [Int64]) async throws -> [Int64: ConnectorRequests] {
        try await database.read { connection in
            var found = [Int64: ConnectorRequests](minimumCapacity: chargePointKeys.count)
            for key in chargePointKeys {
                found[key] = ConnectorRequests(
                    availabilities: try AvailabilityStore.list(chargePointKey: key, in: connection),
                    unlocks: try AvailabilityStore.unlocks(chargePointKey: key, in: connection))
            }
            return found
        }
    }
}

/// What was last asked of the connectors of one charge point, those included that it does not have.
package struct ConnectorRequests: Hashable, Sendable {
    /// Ordered by connectorId.
    package var availabilities: [ConnectorAvailability]
    /// Ordered by connectorId.
    package var unlocks: [ConnectorUnlock]

    package init(availabilities: [ConnectorAvailability] = [], unlocks: [ConnectorUnlock] = []) {
        self.availabilities = availabilities
        self.unlocks = unlocks
    }

    /// What holds for a connector; see `ConnectorAvailability.effective`.
    package func availability(of connectorId: Int, report: Connector.Report?) -> ConnectorAvailability? {
        ConnectorAvailability.effective(
            own: availabilities.first { $0.connectorId == connectorId },
            whole: availabilities.first { $0.connectorId == 0 }, report: report)
    }

    package func unlock(of connectorId: Int) -> ConnectorUnlock? {
        unlocks.first { $0.connectorId == connectorId }
    }
}
