package import OCPPJ

// GetConfiguration and ChangeConfiguration as they are read here: a charge point's answer is of use even when a value is longer than
// the specification allows, a flag is missing or a status has a name of its own. What is wrong by the letter is the command's
// `deviation`.

/// GetConfiguration (OCPP 1.6, sections 5.8 and 6.23), read leniently.
package struct ReceivedGetConfiguration: OCPPRequest {
    package typealias Response = ReportedConfiguration
    package static let action: OCPPAction = "GetConfiguration"

    package var key: [String]?

    /// Whether all keys are asked for.
    var asksForAll: Bool { key?.isEmpty ?? true }
}

/// The answer to GetConfiguration (OCPP 1.6, section 6.24), read leniently.
package struct ReportedConfiguration: Codable, Hashable, Sendable {
    package var configurationKey: [ReportedKey]?
    package var unknownKey: [LenientText]?
}

/// A key as a charge point reported it.
package struct ReportedKey: Codable, Hashable, Sendable {
    package var key: LenientText?
    package var readonly: LenientText?
    package var value: LenientText?

    package init(from decoder: any Decoder) throws {
        // What is no object at all is a key without a name, not the end of the whole list.
        guard let container = try? decoder.container(keyedBy: CodingKeys.self) else { return }
        key = try container.decodeIfPresent(LenientText.self, forKey: .key)
        readonly = try container.decodeIfPresent(LenientText.self, forKey: .readonly)
        value = try container.decodeIfPresent(LenientText.self, forKey: .value)
    }

    /// Nil when the charge point did not say, or not in a way that can be understood.
    var isReadonly: Bool? {
        switch readonly?.text?.lowercased() {
        case "true", "1": true
        case "false", "0": false
        default: nil
        }
    }
}

/// ChangeConfiguration (OCPP 1.6, sections 5.3 and 6.9), read leniently.
package struct ReceivedChangeConfiguration: OCPPRequest {
    package typealias Response = ReportedChange
    package static let action: OCPPAction = "ChangeConfiguration"

    package var key: String
    package var value: String
}

/// The answer to ChangeConfiguration (OCPP 1.6, section 6.10), read leniently.
package struct ReportedChange: Codable, Hashable, Sendable {
    package var status: LenientText?
}

/// A text; a number or a boolean in its place counts as the text that it is written with, anything else as none.
package struct LenientText: Codable, Hashable, Sendable {
    package var text: String?

    package init(_ text: String?) {
        self.text = text
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self.text = text
        } else if let value = try? container.decode(Bool.self) {
            text = String(value)
        } else if let value = try? container.decode(Int.self) {
            text = String(value)
        } else if let value = try? container.decode(Double.self) {
            text = String(value)
        } else {
            text = nil
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let text { try container.encode(text) } else { try container.encodeNil() }
    }
}
