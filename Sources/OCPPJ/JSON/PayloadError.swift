/// Why a payload is not what its action demands, with the member at fault.
public struct PayloadError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Kind: Hashable, Sendable {
        /// A required member is absent or `null`, or a list is too short.
        case missing
        /// A member holds a value of another JSON type.
        case wrongType
        /// A member's value is outside its range, length or set.
        case constraint
        /// The payload is no JSON object, or not the structure of the message at all.
        case structure
    }

    public var kind: Kind
    /// The path to the member, outermost first: `["meterValue", "0", "sampledValue"]`. Empty for the payload itself.
    public var path: [String]
    /// What is wrong with it, as a sentence's end: "is required", "must be a string".
    public var reason: Phrase

    public init(_ kind: Kind, path: [String] = [], _ reason: Phrase) {
        self.kind = kind
        self.path = path
        self.reason = reason
    }

    /// The member as people write it: `meterValue[0].sampledValue`, or `payload` for the whole.
    public var member: String {
        guard !path.isEmpty else { return "payload" }
        var text = ""
        for element in path {
            if element.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
                text += "[\(element)]"
            } else {
                text += text.isEmpty ? element : ".\(element)"
            }
        }
        return text
    }

    public var description: String { phrase.text }

    /// The whole sentence.
    public var phrase: Phrase { "\(member) \(reason)" }

    /// The most specific OCPP 1.6 error code for this failure.
    public var code: CallErrorCode {
        switch kind {
        case .missing: .occurenceConstraintViolation
        case .wrongType: .typeConstraintViolation
        case .constraint: .propertyConstraintViolation
        case .structure: .formationViolation
        }
    }

    /// The same failure, seen from the value that holds this one under `key`.
    public func inside(_ key: String) -> PayloadError {
        PayloadError(kind, path: [key] + path, reason)
    }
}
