import OCPPJ
import Persistence

/// Keeps the state of a charge point in step with what its connectors report.
struct ChargePointStateObserver: ChargePointEventObserver {
    func observe(
        _ event: ChargePointEvent, of chargePointKey: Int64, at moment: Timestamp, in connection: any SQLConnection
    ) throws {
        switch event {
        case .statusReported: try ChargePointStateStore.refresh(key: chargePointKey, in: connection)
        case .removed: try ChargePointStateStore.forget(key: chargePointKey, in: connection)
        case .booted, .transactionStarted, .transactionEnded, .transactionBecameStale: break
        }
    }
}
