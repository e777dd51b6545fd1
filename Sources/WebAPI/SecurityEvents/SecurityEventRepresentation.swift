import CentralSystem
import OCPPJ

extension SecurityEvent.Source: JSONEnumeration {}

extension SecurityEvent: JSONObject {
    static let representation = Representation<SecurityEvent>(
        "SecurityEvent", "A security event that a charge point reported, or that the server observed with it.",
        [
            Field("id", "The id of this record.", \.id),
            Field("chargePointId", "The charge point.", \.chargePointId),
            Field("type", "The event's type, for example `StartupOfTheDevice`.", \.type),
            Field("critical", "Whether the security whitepaper calls this type critical.", \.isCritical),
            Field("source", "`chargePoint`: it reported the event. `centralSystem`: this server observed it.", \.source),
            Field("timestamp", "When it happened by the charge point's clock; corrected where it had to be.", \.timestamp),
            Field("timestampReceived", "The time as it was sent; `null` for what the server observed.", \.timestampReceived),
            Field("techInfo", "Further words, as they came: a charge point may put anything here.", \.techInfo),
            Field("receivedAt", "When it came.", \.receivedAt),
            Field("acknowledgement", "The word of an operator who looked at it; `null` while nobody did.", \.acknowledgement),
        ])
}

extension SecurityEvent.Acknowledgement: JSONObject {
    static let representation = Representation<SecurityEvent.Acknowledgement>(
        "SecurityEventAcknowledgement", "An operator's word that a security event was looked at.",
        [
            Field("acknowledgedAt", "When.", \.time),
            Field("acknowledgedBy", "By whom.", \.operatorName),
            Field("note", "The operator's own words.", \.note),
        ])
}
