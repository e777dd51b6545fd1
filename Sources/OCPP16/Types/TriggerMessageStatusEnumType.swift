/// The answer to ExtendedTriggerMessage (Security whitepaper, section 6.15).
public enum TriggerMessageStatusEnumType: String, Enumeration {
    /// The message will be sent.
    case accepted = "Accepted"
    /// The message will not be sent.
    case rejected = "Rejected"
    /// The message is not implemented or unknown.
    case notImplemented = "NotImplemented"
}
