import OCPP16
import OCPPJ
import Persistence

/// Takes connectors out of the network's load where charging ended. What is taken out because of a write that is undone comes back
/// with the next meter value.
struct NetworkLoadObserver: ChargePointEventObserver {
    let book: NetworkLoadBook

    func observe(
        _ event: ChargePointEvent, of chargePointKey: Int64, at moment: Timestamp, in connection: any SQLConnection
    ) throws {
        switch event {
        case .statusReported(let connectorId, let report):
            if report.status != .charging { book.ended(chargePointKey: chargePointKey, connectorId: connectorId) }
        case .transactionEnded(_, let connectorId, _), .transactionBecameStale(_, let connectorId):
            book.ended(chargePointKey: chargePointKey, connectorId: connectorId)
        case .removed: book.lost(chargePointKey: chargePointKey)
        case .booted, .transactionStarted: break
        }
    }
}
