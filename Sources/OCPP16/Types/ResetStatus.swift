/// The answer to Reset (OCPP 1.6, section 7.41).
public enum ResetStatus: String, Enumeration {
    /// The reset will be performed.
    case accepted = "Accepted"
    /// The reset will not be performed.
    case rejected = "Rejected"
}
