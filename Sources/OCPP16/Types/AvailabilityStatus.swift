/// The answer to ChangeAvailability (OCPP 1.6, section 7.3).
public enum AvailabilityStatus: String, Enumeration {
    /// The change is made.
    case accepted = "Accepted"
    /// The change is not made.
    case rejected = "Rejected"
    /// The change is made when the transactions in progress have finished.
    case scheduled = "Scheduled"
}
