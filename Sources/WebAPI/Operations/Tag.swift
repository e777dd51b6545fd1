/// The groups of operations in the OpenAPI document.
enum Tag: String, CaseIterable, Sendable {
    case chargePoints = "Charge points"
    case commands = "Commands"
    case idTags = "IdTags"
    case transactions = "Transactions"
    case meterValues = "Meter values"
    case orphanedStops = "Orphaned stops"
    case reports = "Reports of charge points"
    case messages = "Messages"
    case server = "Server"

    var description: String {
        switch self {
        case .chargePoints: "Charge points: registration, connection, connectors, settings."
        case .commands: "Sending any OCPP request to a charge point, with a record of its outcome."
        case .idTags: "The identifiers that may charge."
        case .transactions: "Charging sessions, from StartTransaction to StopTransaction."
        case .meterValues: "What charge points measured, as sent and normalised."
        case .orphanedStops: "StopTransactions that fit no transaction and wait for a person."
        case .reports: "What charge points report about firmware, diagnostics, logs, security and in DataTransfers."
        case .messages: "Every frame, both ways, and connections that were refused."
        case .server: "The server itself: health, metrics, this document. No token is needed."
        }
    }
}
