/// The feature profiles of OCPP 1.6 (section 3.2), and the security whitepaper, which adds keys of its own.
package enum FeatureProfile: String, Sendable, CaseIterable {
    case core = "Core"
    case firmwareManagement = "FirmwareManagement"
    case localAuthListManagement = "LocalAuthListManagement"
    case reservation = "Reservation"
    case smartCharging = "SmartCharging"
    case remoteTrigger = "RemoteTrigger"
    /// The keys of "Improved security for OCPP 1.6-J"; no profile that charge points name in SupportedFeatureProfiles.
    case security = "Security"

    /// What may stand in SupportedFeatureProfiles (OCPP 1.6, section 9.1.29).
    static let supportable = allCases.filter { $0 != .security }
}
