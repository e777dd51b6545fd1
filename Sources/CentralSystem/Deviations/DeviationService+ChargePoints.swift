import OCPPJ
import Persistence

extension DeviationService {
    /// The deviations of several charge points, by charge point key, each ordered by rule; those not yet written included.
    package func list(chargePointKeys: [Int64]) async throws -> [Int64: [Deviation]] {
        let pending = chargePointKeys.map { ledger.deviations(chargePointKey: $0) }
        let stored = try await database.read { connection in
            try chargePointKeys.map { try DeviationStore.list(chargePointKey: $0, in: connection) }
        }
        var found = [Int64: [Deviation]](minimumCapacity: chargePointKeys.count)
        for (key, deviations) in zip(chargePointKeys, zip(stored, pending)) {
            found[key] = Self.merge(deviations.0 + deviations.1)
        }
        return found
    }

    private static func merge(_ deviations: [Deviation]) -> [Deviation] {
        Dictionary(deviations.map { ($0.rule, $0) }) { $0.merged(with: $1) }
            .values.sorted { $0.rule.rawValue < $1.rule.rawValue }
    }
}
