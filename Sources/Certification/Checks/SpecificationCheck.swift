import OCPP16
import OCPPJ

/// The rules that hold for every message, whatever the case is about.
enum SpecificationCheck {
    /// What is wrong with a request by the letter of the specification; nil when nothing is.
    static func request(_ action: OCPPAction, _ payload: JSONNode) -> PayloadError? {
        guard let message = OCPP16Catalogue.messages[action] else {
            return PayloadError(.structure, "belongs to no message of OCPP 1.6")
        }
        return noObject(payload) ?? message.checkRequest(payload) ?? foreignTime(in: payload)
    }

    /// The same for a confirmation.
    static func confirmation(_ action: OCPPAction, _ payload: JSONNode) -> PayloadError? {
        guard let message = OCPP16Catalogue.messages[action] else {
            return PayloadError(.structure, "belongs to no message of OCPP 1.6")
        }
        return noObject(payload) ?? message.checkResponse(payload) ?? foreignTime(in: payload)
    }

    /// Reading takes `null` for an empty object, because charge points send it; a Central System must not.
    private static func noObject(_ payload: JSONNode) -> PayloadError? {
        payload.kind == .object ? nil : PayloadError(.structure, "must be a JSON object")
    }

    /// The members that hold a date and time, in any message that a Central System sends.
    private static let times: Set<String> = [
        "currentTime", "expiryDate", "retrieveDate", "startTime", "stopTime", "validFrom", "validTo", "startSchedule",
        "retrieveDateTime", "installDateTime", "oldestTimestamp", "latestTimestamp",
    ]

    /// The first time that is not in UTC with `Z`: a Central System sends no other.
    private static func foreignTime(in node: JSONNode) -> PayloadError? {
        for (name, value) in node.members {
            if times.contains(name), let text = value.string, !text.hasSuffix("Z") {
                return PayloadError(.constraint, path: [name], "must be in UTC and end with Z, but is \(text)")
            }
            if let error = foreignTime(in: value) { return error.inside(name) }
        }
        for (index, element) in node.elements.enumerated() {
            if let error = foreignTime(in: element) { return error.inside(String(index)) }
        }
        return nil
    }

    /// A text as a JSON string.
    static func quoted(_ text: String) -> String {
        var writer = JSONWriter()
        writer.string(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
