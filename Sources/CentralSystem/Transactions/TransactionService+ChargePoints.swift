import Persistence

extension TransactionService {
    /// The transactions that are open (not stale) on the connectors of several charge points: by charge point key, then by
    /// connectorId.
    package func openTransactions(chargePointKeys: [Int64]) async throws -> [Int64: [Int: Int]] {
        try await database.read { connection in
            var found = [Int64: [Int: Int]](minimumCapacity: chargePointKeys.count)
            for key in chargePointKeys {
                found[key] = try Self.openTransactions(chargePointKey: key, in: connection)
            }
            return found
        }
    }
}
