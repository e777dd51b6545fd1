/// A message that TriggerMessage can ask for (OCPP 1.6, section 7.32).
public enum MessageTrigger: String, Enumeration {
    /// Asks for a BootNotification.
    case bootNotification = "BootNotification"
    /// Asks for a DiagnosticsStatusNotification.
    case diagnosticsStatusNotification = "DiagnosticsStatusNotification"
    /// Asks for a FirmwareStatusNotification.
    case firmwareStatusNotification = "FirmwareStatusNotification"
    /// Asks for a Heartbeat.
    case heartbeat = "Heartbeat"
    /// Asks for a MeterValues.
    case meterValues = "MeterValues"
    /// Asks for a StatusNotification.
    case statusNotification = "StatusNotification"
}
