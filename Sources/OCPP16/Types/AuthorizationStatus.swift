/// Whether an identifier may charge (OCPP 1.6, section 7.2).
public enum AuthorizationStatus: String, Enumeration {
    /// The identifier may charge.
    case accepted = "Accepted"
    /// The identifier has been blocked.
    case blocked = "Blocked"
    /// The identifier has expired.
    case expired = "Expired"
    /// The identifier is unknown.
    case invalid = "Invalid"
    /// The identifier is in another transaction already and may have no more; only in answers to
    /// StartTransaction.
    case concurrentTx = "ConcurrentTx"
}
