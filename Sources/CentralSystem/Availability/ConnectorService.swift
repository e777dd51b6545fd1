import OCPPJ
import Persistence

/// Connectors and their status, for operators and other features.
package struct ConnectorService: Sendable {
    let database: any Database

    /// The connectors of one charge point, connector 0 included when it was reported, ordered by id.
    package func list(chargePointKey: Int64) async throws -> [Connector] {
        try await database.read { try ConnectorStore.list(chargePointKey: chargePointKey, in: $0) }
    }

    /// The connectors of several charge points, by charge point key, each ordered by id.
    package func list(chargePointKeys: [Int64]) async throws -> [Int64: [Connector]] {
        try await database.read { connection in
            var found = [Int64: [Connector]](minimumCapacity: chargePointKeys.count)
            for key in chargePointKeys {
                found[key] = try ConnectorStore.list(chargePointKey: key, in: connection)
            }
            return found
        }
    }

    /// Drops a removed charge point's connectors, for the Provisioning feature inside its write.
    static func forget(chargePointKey: Int64, in connection: any SQLConnection) throws {
        try ConnectorStore.removeAll(chargePointKey: chargePointKey, in: connection)
    }
}
