/// How often a recurring schedule starts again (OCPP 1.6, section 7.37).
public enum RecurrencyKindType: String, Enumeration {
    /// Every 24 hours, at the time of its `startSchedule`.
    case daily = "Daily"
    /// Every 7 days, at the time and the day of the week of its `startSchedule`.
    case weekly = "Weekly"
}
