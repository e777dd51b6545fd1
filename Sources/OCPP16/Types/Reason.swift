/// Why a transaction was stopped (OCPP 1.6, section 7.36).
///
/// An open set: a stop with a reason that we do not know is still a stop.
public struct Reason: RawRepresentable, Hashable, Codable, Sendable {
    public var rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }
}

extension Reason {
    /// The status in StartTransaction.conf did not allow charging.
    public static let deAuthorized = Reason(rawValue: "DeAuthorized")
    /// The emergency stop was used.
    public static let emergencyStop = Reason(rawValue: "EmergencyStop")
    /// The cable was unplugged or the vehicle moved away.
    public static let evDisconnected = Reason(rawValue: "EVDisconnected")
    /// A hard reset was asked for.
    public static let hardReset = Reason(rawValue: "HardReset")
    /// The user stopped it at the charge point; what an absent reason means.
    public static let local = Reason(rawValue: "Local")
    /// Any other reason.
    public static let other = Reason(rawValue: "Other")
    /// Complete loss of power.
    public static let powerLoss = Reason(rawValue: "PowerLoss")
    /// The charge point restarted on its own.
    public static let reboot = Reason(rawValue: "Reboot")
    /// The user stopped it from afar.
    public static let remote = Reason(rawValue: "Remote")
    /// A soft reset was asked for.
    public static let softReset = Reason(rawValue: "SoftReset")
    /// The Central System asked to unlock the connector.
    public static let unlockCommand = Reason(rawValue: "UnlockCommand")
}
