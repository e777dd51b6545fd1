import OCPP16
import OCPPJ

/// A transaction that runs at a connector.
struct ActiveTransaction: Hashable, Sendable {
    /// The charge point's own number of it.
    let session: Int
    let idTag: IdToken
    let startedAt: Timestamp
    /// The id that the Central System gave; nil until StartTransaction is answered.
    var transactionID: Int?
    /// Whether energy is offered. It is not when the Central System did not authorize the transaction and the charge point
    /// is configured not to stop it.
    var offersEnergy = true
    /// Whether the vehicle takes energy: it does not when its battery is full, or when it was unplugged.
    var takesEnergy = true
    /// What the charging profiles allow, in W; nil without any.
    var limitWatts: Double?
    /// When the vehicle takes no more; nil when that is not in sight.
    var fullAt: Timestamp?
    /// When the next periodic sample is due; nil when none is wanted.
    var nextSampleAt: Timestamp?
    /// Samples for the stop (StopTxnSampledData).
    var stopData: [MeterValue] = []

    var energy: ConnectorConditions.Energy {
        guard offersEnergy, limitWatts != 0 else { return .suspendedByChargePoint }
        return takesEnergy ? .flows : .suspendedByVehicle
    }
}
