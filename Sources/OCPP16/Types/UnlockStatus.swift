/// The answer to UnlockConnector (OCPP 1.6, section 7.46; errata 3.85).
public enum UnlockStatus: String, Enumeration {
    /// The connector has been unlocked.
    case unlocked = "Unlocked"
    /// The charge point tried, and the connector is still locked.
    case unlockFailed = "UnlockFailed"
    /// There is no connector lock, or the connector is unknown.
    case notSupported = "NotSupported"
}
