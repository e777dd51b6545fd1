/// How thoroughly to restart (OCPP 1.6, section 7.42).
public enum ResetType: String, Enumeration {
    /// Restarts the hardware; transactions need not be stopped first and queued messages may be lost.
    case hard = "Hard"
    /// Stops transactions gracefully, then restarts the software.
    case soft = "Soft"
}
