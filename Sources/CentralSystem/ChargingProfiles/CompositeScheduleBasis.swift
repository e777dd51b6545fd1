package import ChargingSchedules
import OCPP16
package import OCPPJ
import Persistence

/// What composite schedules of a charge point are computed from, at one moment.
package struct CompositeScheduleBasis: Codable, Hashable, Sendable {
    struct Profile: Codable, Hashable, Sendable {
        var connectorId: Int
        var profile: ChargingProfile
    }

    struct Transaction: Codable, Hashable, Sendable {
        var id: Int
        var connectorId: Int
        var start: Timestamp
    }

    /// The installed profiles, in the order of installation.
    var profiles: [Profile]
    /// The open transactions.
    var transactions: [Transaction]
    /// The connectors that are known, without 0.
    var connectors: [Int]

    /// What is known now.
    static func current(chargePointKey: Int64, in connection: any SQLConnection) throws -> CompositeScheduleBasis {
        let records = try ChargingProfileStore.installed(chargePointKey: chargePointKey, in: connection)
            .sorted { $1.isInstalled(after: $0) }
        let open = try TransactionService.openTransactions(chargePointKey: chargePointKey, in: connection)
        let transactions = try open.sorted { $0.key < $1.key }.compactMap { connectorId, id in
            try TransactionService.find(id, in: connection).map {
                Transaction(id: id, connectorId: connectorId, start: $0.startTimestamp)
            }
        }
        return CompositeScheduleBasis(
            profiles: records.compactMap(\.installedProfile).map { Profile(connectorId: $0.connectorId, profile: $0.profile) },
            transactions: transactions.filter { $0.connectorId > 0 },
            connectors: try ConnectorService.list(chargePointKey: chargePointKey, in: connection).map(\.connectorId).filter { $0 > 0 })
    }

    /// The schedule that follows from it.
    package func schedule(_ query: CompositeScheduleQuery, from start: Timestamp) -> CompositeSchedule {
        CompositeSchedule(
            of: profiles.map { InstalledProfile(connectorId: $0.connectorId, profile: $0.profile) },
            CompositeScheduleRequest(
                connectorId: query.connectorId, start: start, duration: query.duration, unit: query.unit,
                transactions: transactions.map { RunningTransaction(id: $0.id, connectorId: $0.connectorId, start: $0.start) },
                connectors: connectors, supply: query.supply))
    }

    /// The open transaction of a connector.
    package func transactionId(connectorId: Int) -> Int? {
        transactions.first { $0.connectorId == connectorId }?.id
    }
}
