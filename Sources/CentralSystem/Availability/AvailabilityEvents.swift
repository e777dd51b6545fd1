import OCPP16
import OCPPJ
import Persistence

/// Sees scheduled changes of availability come true: a charge point tells it with a StatusNotification (OCPP 1.6, section 5.2).
/// The end of the transaction that a change waits for tells nothing yet.
struct AvailabilityEvents: ChargePointEventObserver {
    func observe(
        _ event: ChargePointEvent, of chargePointKey: Int64, at moment: Timestamp, in connection: any SQLConnection
    ) throws {
        switch event {
        case .statusReported(let connectorId, let report):
            guard report.status == .unavailable || report.status == .available else { return }
            for var awaited in try AvailabilityStore.awaited(chargePointKey: chargePointKey, connectorId: connectorId, in: connection)
            where AvailabilityRules.fulfils(awaited.type, report.status) {
                // Many charge points report their connectors and never connector 0.
                if awaited.connectorId != connectorId, try !isWhole(awaited, chargePointKey, in: connection) { continue }
                awaited.fulfil(at: moment)
                try AvailabilityStore.save(awaited, chargePointKey: chargePointKey, in: connection)
            }
        case .removed:
            try AvailabilityStore.removeAll(chargePointKey: chargePointKey, in: connection)
        case .booted, .transactionStarted, .transactionEnded, .transactionBecameStale: break
        }
    }

    /// Whether a change to the whole charge point is made on every connector that is known.
    private func isWhole(
        _ change: ConnectorAvailability, _ chargePointKey: Int64, in connection: any SQLConnection
    ) throws -> Bool {
        try ConnectorService.list(chargePointKey: chargePointKey, in: connection).allSatisfy { connector in
            guard connector.connectorId > 0, let report = connector.report else { return true }
            return AvailabilityRules.fulfils(change.type, report.status)
        }
    }
}
