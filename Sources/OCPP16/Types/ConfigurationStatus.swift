/// The answer to ChangeConfiguration (OCPP 1.6, section 7.22).
public enum ConfigurationStatus: String, Enumeration {
    /// The setting has been changed.
    case accepted = "Accepted"
    /// The key is supported, but the setting could not be changed.
    case rejected = "Rejected"
    /// The setting has been changed and takes effect after a reboot, which the charge point does not start
    /// itself.
    case rebootRequired = "RebootRequired"
    /// The key is not supported.
    case notSupported = "NotSupported"
}
