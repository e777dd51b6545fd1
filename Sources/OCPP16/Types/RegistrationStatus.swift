/// Whether the Central System accepts a charge point (OCPP 1.6, section 7.38).
public enum RegistrationStatus: String, Enumeration {
    /// The charge point is accepted.
    case accepted = "Accepted"
    /// Not yet; the Central System may send messages to look at the charge point or prepare it.
    case pending = "Pending"
    /// The charge point is not accepted.
    case rejected = "Rejected"
}
