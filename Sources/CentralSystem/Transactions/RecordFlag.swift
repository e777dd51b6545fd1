package import OCPPJ

/// A mark that an operator should see on a transaction or a meter value: something was odd, or was repaired.
package struct RecordFlag: Hashable, Sendable, Codable {
    /// Names the rule, for example `authorizationNotAccepted`; stable, for programs.
    package struct Code: RawRepresentable, Hashable, Sendable, Codable {
        package var rawValue: String

        package init(rawValue: String) {
            self.rawValue = rawValue
        }

        package init(from decoder: any Decoder) throws {
            rawValue = try decoder.singleValueContainer().decode(String.self)
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(rawValue)
        }
    }

    package var code: Code
    /// What was found and what was made of it, for people.
    package var detail: String
    package var at: Timestamp

    package init(_ code: Code, _ detail: String, at: Timestamp) {
        self.code = code
        self.detail = detail
        self.at = at
    }
}
