/// The answer to ClearCache (OCPP 1.6, section 7.20).
public enum ClearCacheStatus: String, Enumeration {
    /// The cache has been cleared.
    case accepted = "Accepted"
    /// The cache has not been cleared.
    case rejected = "Rejected"
}
