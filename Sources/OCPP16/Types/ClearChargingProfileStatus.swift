/// The answer to ClearChargingProfile (OCPP 1.6, section 7.21).
public enum ClearChargingProfileStatus: String, Enumeration {
    /// The matching profiles are cleared.
    case accepted = "Accepted"
    /// No profile matches the request.
    case unknown = "Unknown"
}
