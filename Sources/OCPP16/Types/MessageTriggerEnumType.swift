/// A message that ExtendedTriggerMessage can ask for (Security whitepaper, section 6.14).
public enum MessageTriggerEnumType: String, Enumeration {
    /// Asks for a BootNotification.
    case bootNotification = "BootNotification"
    /// Asks for a LogStatusNotification.
    case logStatusNotification = "LogStatusNotification"
    /// Asks for a SignedFirmwareStatusNotification.
    case firmwareStatusNotification = "FirmwareStatusNotification"
    /// Asks for a Heartbeat.
    case heartbeat = "Heartbeat"
    /// Asks for MeterValues.
    case meterValues = "MeterValues"
    /// Asks for a SignCertificate.
    case signChargePointCertificate = "SignChargePointCertificate"
    /// Asks for a StatusNotification.
    case statusNotification = "StatusNotification"
}
