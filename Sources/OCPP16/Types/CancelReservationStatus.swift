/// The answer to CancelReservation (OCPP 1.6, section 7.5).
public enum CancelReservationStatus: String, Enumeration {
    /// The reservation has been cancelled.
    case accepted = "Accepted"
    /// There is no active reservation with that id.
    case rejected = "Rejected"
}
