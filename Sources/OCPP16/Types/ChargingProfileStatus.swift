/// The answer to SetChargingProfile (OCPP 1.6, section 7.11).
public enum ChargingProfileStatus: String, Enumeration {
    /// The profile has been taken.
    case accepted = "Accepted"
    /// The profile has not been taken.
    case rejected = "Rejected"
    /// The charge point does not support the request.
    case notSupported = "NotSupported"
}
