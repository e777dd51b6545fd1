/// The answer to GetLog (Security whitepaper, section 6.13).
public enum LogStatusEnumType: String, Enumeration {
    /// The upload will start.
    case accepted = "Accepted"
    /// The log will not be uploaded.
    case rejected = "Rejected"
    /// The upload will start; one that was going on has been cancelled for it.
    case acceptedCanceled = "AcceptedCanceled"
}
