package import OCPP16
package import OCPPJ

/// What happened to a charge point.
package enum ChargePointEvent: Sendable {
    /// It booted, whatever its registration is.
    case booted(BootNotification)
    /// A connector, or the charge point as a whole (connector 0), reported its status.
    case statusReported(connectorId: Int, Connector.Report)
    /// A transaction is new; a repeated StartTransaction is not told again.
    case transactionStarted(StartedTransaction)
    /// A transaction was closed, by the charge point or by an operator.
    case transactionEnded(id: Int, connectorId: Int, reason: String?)
    /// A transaction must be over, but its stop never came.
    case transactionBecameStale(id: Int, connectorId: Int)
    /// An operator removed the charge point: whatever is about it is forgotten.
    case removed
}

/// A transaction at its start.
package struct StartedTransaction: Hashable, Sendable {
    package var id: Int
    package var connectorId: Int
    package var idTag: IdToken
    /// The group of the idTag as it is registered; nil when it has none.
    package var parentIdTag: IdToken?
    /// What the StartTransaction is answered with.
    package var authorizationStatus: AuthorizationStatus
    /// The reservation that the charge point named.
    package var reservationId: Int?
    /// When it started by the charge point's clock, corrected where it had to be; long past for one that was kept offline.
    package var startTimestamp: Timestamp
}
