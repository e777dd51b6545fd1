import OCPPJ
import Persistence

/// What charge points do differently, for operators.
package struct DeviationService: Sendable {
    let database: any Database
    let ledger: DeviationLedger

    /// All deviations of a charge point, those not yet written included, ordered by rule.
    package func list(chargePointKey: Int64) async throws -> [Deviation] {
        try await list(chargePointKeys: [chargePointKey])[chargePointKey] ?? []
    }

    /// Drops a removed charge point's deviations, for the Provisioning feature inside its write.
    static func forget(chargePointKey: Int64, in connection: any SQLConnection) throws {
        try DeviationStore.removeAll(chargePointKey: chargePointKey, in: connection)
    }

    /// Writes what was counted since the last flush, in one write.
    func flush() async throws {
        let taken = ledger.takeAll()
        guard !taken.isEmpty else { return }
        do {
            try await database.write { connection in
                for (key, deviation) in taken {
                    try DeviationStore.add(deviation, chargePointKey: key.chargePointKey, in: connection)
                }
            }
        } catch {
            ledger.putBack(taken)
            throw error
        }
    }
}
