/// The state of a connector, or of the charge point for connector 0 (OCPP 1.6, section 7.7).
/// Connector 0 uses only Available, Unavailable and Faulted.
public enum ChargePointStatus: String, Enumeration {
    /// Free for a new user. Operative.
    case available = "Available"
    /// No longer free, but there is no transaction yet. Operative.
    case preparing = "Preparing"
    /// The contactor is closed and the vehicle may charge. Operative.
    case charging = "Charging"
    /// A vehicle is connected, but the charge point offers no energy. Operative.
    case suspendedEVSE = "SuspendedEVSE"
    /// Energy is offered, but the vehicle takes none. Operative.
    case suspendedEV = "SuspendedEV"
    /// The transaction has stopped, but the connector is not yet free. Operative.
    case finishing = "Finishing"
    /// Reserved by ReserveNow. Operative.
    case reserved = "Reserved"
    /// Taken out of service, for example by ChangeAvailability. Inoperative.
    case unavailable = "Unavailable"
    /// An error prevents the delivery of energy. Inoperative.
    case faulted = "Faulted"
}
