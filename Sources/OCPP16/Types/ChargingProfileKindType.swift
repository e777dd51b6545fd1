/// What the periods of a charging schedule are relative to (OCPP 1.6, section 7.9).
public enum ChargingProfileKindType: String, Enumeration {
    /// A fixed moment that stands in the schedule.
    case absolute = "Absolute"
    /// The schedule starts again periodically at its first period.
    case recurring = "Recurring"
    /// A moment that the charge point determines, such as the start of the transaction.
    case relative = "Relative"
}
