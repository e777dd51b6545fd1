package import OCPPJ
package import Persistence

/// Follows what happens to charge points and their transactions.
///
/// A reboot changes nothing: charging profiles persist across it (errata 3.37), and so does a transaction that goes on.
package struct ChargingProfileEvents: ChargePointEventObserver {
    package init() {}

    package func observe(
        _ event: ChargePointEvent, of chargePointKey: Int64, at moment: Timestamp, in connection: any SQLConnection
    ) throws {
        switch event {
        case .transactionStarted(let transaction):
            try ChargingProfileLedger.startTransaction(
                transaction, chargePointKey: chargePointKey, at: moment, in: connection)
        case .transactionEnded(let id, let connectorId, _):
            try ChargingProfileLedger.endTransaction(
                id, connectorId: connectorId, chargePointKey: chargePointKey, reason: "transaction \(id) ended", at: moment,
                in: connection)
        case .transactionBecameStale(let id, let connectorId):
            try ChargingProfileLedger.endTransaction(
                id, connectorId: connectorId, chargePointKey: chargePointKey,
                reason: "transaction \(id) is over without a StopTransaction", at: moment, in: connection)
        case .removed:
            try ChargingProfileStore.remove(chargePointKey: chargePointKey, in: connection)
            try ClearRequestStore.remove(chargePointKey: chargePointKey, in: connection)
            try CompositeScheduleStore.remove(chargePointKey: chargePointKey, in: connection)
        case .booted, .statusReported:
            break
        }
    }
}
