import CentralSystem
import OCPP16

/// A charge point with all that belongs to it, as the API shows it.
struct ChargePointView: Sendable {
    var chargePoint: ChargePoint
    var connectors: [ConnectorView]
    var deviations: [Deviation]
    /// The URL to give to the charge point.
    var connectionURL: String
}

/// A connector with the transaction that is open on it.
struct ConnectorView: Sendable {
    var connector: Connector
    var transactionId: Int?
    /// What was last asked about its availability.
    var availability: ConnectorAvailability?
    /// What came of the last UnlockConnector.
    var lastUnlock: ConnectorUnlock?
}

/// A new or changed charge point, and its password if one was generated.
struct ChargePointUpdateView: Sendable {
    var view: ChargePointView
    var password: String?
}
