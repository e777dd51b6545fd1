/// The answer to SignedUpdateFirmware (Security whitepaper, section 6.16).
public enum UpdateFirmwareStatusEnumType: String, Enumeration {
    /// The update will start.
    case accepted = "Accepted"
    /// The update is refused.
    case rejected = "Rejected"
    /// The update will start; one that was going on has been cancelled for it.
    case acceptedCanceled = "AcceptedCanceled"
    /// The signing certificate is invalid.
    case invalidCertificate = "InvalidCertificate"
    /// The signing certificate has been revoked.
    case revokedCertificate = "RevokedCertificate"
}
