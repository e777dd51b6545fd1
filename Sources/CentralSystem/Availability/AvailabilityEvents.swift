import OCPP16
import OCPPJ
import Persistence

/// Sees scheduled changes of availability come true: by the status of the connector, or by the end of the transaction that they
/// waited for.
struct AvailabilityEvents: ChargePointEventObserver {
    func observe(
        _ event: ChargePointEvent, of chargePointKey: Int64, at moment: Timestamp, in connection: any SQLConnection
    ) throws {
        switch event {
        case .statusReported(let connectorId, let report):
            guard report.status == .unavailable || report.status == .available else { return }
            try fulfil(chargePointKey, connectorId, at: moment, in: connection) {
                AvailabilityRules.fulfils($0.type, report.status)
            }
        case .transactionEnded(let id, let connectorId, _):
            try ended(id, chargePointKey, connectorId, at: moment, in: connection)
        case .removed:
            try AvailabilityStore.removeAll(chargePointKey: chargePointKey, in: connection)
        case .booted, .transactionStarted, .transactionBecameStale: break
        }
    }

    /// A change waits until the connector, or the whole charge point, has no transaction any more. What an operator closes in
    /// our books may still go on at the charge point.
    private func ended(
        _ id: Int, _ chargePointKey: Int64, _ connectorId: Int, at moment: Timestamp, in connection: any SQLConnection
    ) throws {
        for candidate in Set([connectorId, 0]) {
            try fulfil(chargePointKey, candidate, at: moment, in: connection) { _ in
                let open = try TransactionService.openTransactions(chargePointKey: chargePointKey, in: connection)
                guard candidate == 0 ? open.isEmpty : open[candidate] == nil else { return false }
                return try TransactionService.find(id, in: connection)?.stop?.closedBy != .operator
            }
        }
    }

    private func fulfil(
        _ chargePointKey: Int64, _ connectorId: Int, at moment: Timestamp, in connection: any SQLConnection,
        when isFulfilled: (ConnectorAvailability) throws -> Bool
    ) throws {
        guard
            var availability = try AvailabilityStore.find(
                chargePointKey: chargePointKey, connectorId: connectorId, in: connection),
            availability.state == .scheduled || availability.state == .requested, availability.fulfilledAt == nil,
            try isFulfilled(availability)
        else { return }
        availability.fulfil(at: moment)
        try AvailabilityStore.save(availability, chargePointKey: chargePointKey, in: connection)
    }
}
