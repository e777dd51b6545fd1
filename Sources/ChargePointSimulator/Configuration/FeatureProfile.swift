/// A feature profile of OCPP 1.6 (section 3.3), by the name that SupportedFeatureProfiles uses.
package enum FeatureProfile: String, CaseIterable, Hashable, Sendable {
    case core = "Core"
    case firmwareManagement = "FirmwareManagement"
    case localAuthListManagement = "LocalAuthListManagement"
    case reservation = "Reservation"
    case smartCharging = "SmartCharging"
    case remoteTrigger = "RemoteTrigger"
}
