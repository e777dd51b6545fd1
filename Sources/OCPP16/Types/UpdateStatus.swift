/// The answer to SendLocalList (OCPP 1.6, section 7.47).
public enum UpdateStatus: String, Enumeration {
    /// The list has been updated.
    case accepted = "Accepted"
    /// The update has failed.
    case failed = "Failed"
    /// Local authorization lists are not supported.
    case notSupported = "NotSupported"
    /// The version of a differential update is not above that of the list.
    case versionMismatch = "VersionMismatch"
}
