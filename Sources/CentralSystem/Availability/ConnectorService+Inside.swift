package import Persistence

extension ConnectorService {
    /// The connectors of one charge point, ordered by id, for features that are inside a read or a write.
    package static func list(chargePointKey: Int64, in connection: any SQLConnection) throws -> [Connector] {
        try ConnectorStore.list(chargePointKey: chargePointKey, in: connection)
    }
}
