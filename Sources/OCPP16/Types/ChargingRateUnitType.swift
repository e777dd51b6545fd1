/// The unit of the limits of a charging schedule (OCPP 1.6, section 7.12).
public enum ChargingRateUnitType: String, Enumeration {
    /// Watts: the total over all phases.
    case watts = "W"
    /// Amperes: for each phase, not their sum.
    case amperes = "A"
}
