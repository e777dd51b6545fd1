import Persistence

/// In which states the charge points are.
package struct ChargePointStateService: Sendable {
    let database: any Database

    /// How many charge points are in which state. Cheap with any number of them: it is read from an index.
    package func counts() async throws -> ChargePointCounts {
        try await database.read { try ChargePointStateStore.counts(in: $0) }
    }

    /// How many of the charge points that are connected use which security profile; read from an index, too.
    package func securityProfiles() async throws -> [SecurityProfile: Int] {
        try await database.read { try SecurityProfileStore.counts(in: $0) }
    }

    /// Works out the states of charge points that reported before states were kept; at start.
    func complete() async throws {
        while true {
            let keys = try await database.read { try ChargePointStateStore.unknown(limit: 1000, in: $0) }
            guard !keys.isEmpty else { return }
            try await database.write { connection in
                for key in keys { try ChargePointStateStore.refresh(key: key, in: connection) }
            }
        }
    }
}
