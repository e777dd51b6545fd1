/// The answer to TriggerMessage (OCPP 1.6, section 7.44).
public enum TriggerMessageStatus: String, Enumeration {
    /// The message will be sent.
    case accepted = "Accepted"
    /// The message will not be sent.
    case rejected = "Rejected"
    /// The message is not implemented or unknown.
    case notImplemented = "NotImplemented"
}
