package import OCPPJ
package import Persistence

/// Follows boots, which bring into force what waited for them, and removals.
package struct ConfigurationEvents: ChargePointEventObserver {
    package init() {}

    package func observe(
        _ event: ChargePointEvent, of chargePointKey: Int64, at moment: Timestamp, in connection: any SQLConnection
    ) throws {
        switch event {
        case .booted:
            try ConfigurationStore.boot(chargePointKey: chargePointKey, at: moment, mayAsk: true, in: connection)
            let pending = try ConfigurationStore.pendingEntries(chargePointKey: chargePointKey, in: connection)
            guard !pending.isEmpty else { return }
            var revision = ConfigurationRevision(pending)
            revision.boot(at: moment)
            try ConfigurationStore.save(revision, chargePointKey: chargePointKey, in: connection)
        case .removed:
            try ConfigurationStore.forget(chargePointKey: chargePointKey, in: connection)
        case .statusReported, .transactionStarted, .transactionEnded, .transactionBecameStale:
            break
        }
    }
}
