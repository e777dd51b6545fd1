/// The error reported in a StatusNotification (OCPP 1.6, section 7.6).
public enum ChargePointErrorCode: String, Enumeration {
    /// The connector could not be locked or unlocked.
    case connectorLockFailure = "ConnectorLockFailure"
    /// Communication with the vehicle failed; the connector becomes SuspendedEVSE rather than Faulted.
    case evCommunicationError = "EVCommunicationError"
    /// The ground fault circuit interrupter has been activated.
    case groundFailure = "GroundFailure"
    /// The temperature inside the charge point is too high.
    case highTemperature = "HighTemperature"
    /// An internal hardware or software component failed.
    case internalError = "InternalError"
    /// What the Central System says about an idTag conflicts with the local authorization list.
    case localListConflict = "LocalListConflict"
    /// No error to report.
    case noError = "NoError"
    /// Another error; see `vendorErrorCode`.
    case otherError = "OtherError"
    /// The over-current protection has tripped.
    case overCurrentFailure = "OverCurrentFailure"
    /// The voltage is above an acceptable level.
    case overVoltage = "OverVoltage"
    /// The electrical meter could not be read.
    case powerMeterFailure = "PowerMeterFailure"
    /// The power switch could not be controlled.
    case powerSwitchFailure = "PowerSwitchFailure"
    /// The idTag reader failed.
    case readerFailure = "ReaderFailure"
    /// A reset could not be performed.
    case resetFailure = "ResetFailure"
    /// The voltage is below an acceptable level.
    case underVoltage = "UnderVoltage"
    /// The wireless communication device reports a weak signal.
    case weakSignal = "WeakSignal"
}
