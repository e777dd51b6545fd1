/// The answer to GetCompositeSchedule (OCPP 1.6, section 7.26).
public enum GetCompositeScheduleStatus: String, Enumeration {
    /// The schedule has been calculated.
    case accepted = "Accepted"
    /// The schedule could not be calculated.
    case rejected = "Rejected"
}
