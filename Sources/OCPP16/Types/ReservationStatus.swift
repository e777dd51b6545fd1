/// The answer to ReserveNow (OCPP 1.6, section 7.40).
public enum ReservationStatus: String, Enumeration {
    /// The reservation has been made.
    case accepted = "Accepted"
    /// Not made: the connectors, or the one named, are faulted.
    case faulted = "Faulted"
    /// Not made: the connectors, or the one named, are occupied.
    case occupied = "Occupied"
    /// Not made: the charge point takes no reservations.
    case rejected = "Rejected"
    /// Not made: the connectors, or the one named, are unavailable.
    case unavailable = "Unavailable"
}
