/// The groups of operations in the OpenAPI document.
enum Tag: String, CaseIterable, Sendable {
    case chargePoints = "Charge points"
    case commands = "Commands"
    case configuration = "Configuration"
    case chargingProfiles = "Charging profiles"
    case reservations = "Reservations"
    case localLists = "Local lists"
    case idTags = "IdTags"
    case transactions = "Transactions"
    case meterValues = "Meter values"
    case orphanedStops = "Orphaned stops"
    case reports = "Reports of charge points"
    case messages = "Messages"
    case bulkOperations = "Bulk operations"
    case remoteTransactions = "Remote starts and stops"
    case dataTransfers = "Data transfers"
    case firmware = "Firmware"
    case diagnostics = "Diagnostics"
    case security = "Security"
    case certificates = "Certificates"
    case operators = "Operators"
    case server = "Server"

    var description: String {
        switch self {
        case .chargePoints: "Charge points: registration, connection, connectors, settings."
        case .commands: "Sending any OCPP request to a charge point, with a record of its outcome."
        case .configuration: "What charge points are configured to, templates for it, and the keys of the specifications."
        case .chargingProfiles: "Smart charging: templates, what is installed where, and the schedules that follow from it."
        case .reservations: "Connectors and charge points kept for drivers."
        case .localLists: "Local authorization lists: what charge points shall hold and what they hold."
        case .idTags: "The identifiers that may charge."
        case .transactions: "Charging sessions, from StartTransaction to StopTransaction."
        case .meterValues: "What charge points measured, as sent and normalised."
        case .orphanedStops: "StopTransactions that fit no transaction and wait for a person."
        case .reports: "What charge points report about firmware, diagnostics, logs, security and in DataTransfers."
        case .messages: "Every frame, both ways, and connections that were refused."
        case .bulkOperations: "The same for many charge points, with one result for each."
        case .remoteTransactions: "Remote starts and stops, from the request to the transaction."
        case .firmware: "Firmware images, updates of charge points and campaigns over many of them."
        case .diagnostics: "Diagnostics that charge points were asked for, and their files."
        case .dataTransfers: "Vendors whose DataTransfers are handed to the operator's own software."
        case .security: "Security profiles and passwords, security events, handshakes that failed."
        case .certificates: "The certificate authority, certificates of charge points, and those installed in them."
        case .operators: "Users, their sessions, tokens of programs, and the record of who did what."
        case .server: "The server itself: health, metrics, this document. No token is needed."
        }
    }
}

extension Tag {
    /// The name of the group as tokens are restricted to it: `charge-points`.
    var slug: String {
        var text = ""
        for character in "\(self)" {
            if character.isUppercase { text.append("-") }
            text.append(contentsOf: character.lowercased())
        }
        return text
    }

    /// Every group that a token can be restricted to.
    static let scopes = allCases.filter { $0 != .server }.map(\.slug)
}
