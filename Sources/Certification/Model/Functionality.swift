/// What a certificate reports about separately: the certification functionalities of a Central System.
package enum Functionality: String, CaseIterable, Codable, Hashable, Sendable {
    case core = "Core"
    case firmwareManagement = "Firmware Management"
    case smartCharging = "Smart Charging"
    case reservation = "Reservation"
    case localAuthListManagement = "Local Authorization List Management"
    case remoteTrigger = "Remote Trigger"
    case security = "Security"
}

extension Functionality {
    /// What it is, in the words of a report.
    package var summary: String {
        switch self {
        case .core:
            "Boot, authorization, transactions online and offline, remote start and stop, reset, unlock, configuration, data transfer."
        case .firmwareManagement:
            "Firmware is downloaded and installed at the operator's request, diagnostics are uploaded, and both are followed."
        case .smartCharging:
            "Charging profiles are set for charge points, connectors and transactions, read back as composite schedules and cleared."
        case .reservation:
            "Connectors and whole charge points are reserved, and reservations are used, cancelled, refused and expire."
        case .localAuthListManagement:
            "Lists of idTags are sent to charge points, whole or as a difference, and their versions are read."
        case .remoteTrigger:
            "Charge points are asked to send a message now."
        case .security:
            "Basic authentication, TLS with certificates on both sides, certificate management, signed firmware, security log and events."
        }
    }

    /// How it is named on a command line, compared without case: `Reservation`, `SmartCharging`.
    var shortName: String {
        self == .localAuthListManagement ? "LocalAuthListManagement" : rawValue.filter { $0 != " " }
    }
}
