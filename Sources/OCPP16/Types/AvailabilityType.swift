/// The availability asked for with ChangeAvailability (OCPP 1.6, section 7.4).
public enum AvailabilityType: String, Enumeration {
    /// Not available for charging.
    case inoperative = "Inoperative"
    /// Available for charging.
    case operative = "Operative"
}
