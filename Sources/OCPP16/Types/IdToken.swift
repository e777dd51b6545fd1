public import OCPPJ

/// An identifier that charging is authorized for: an RFID card's number, for example (OCPP 1.6, sections 3.9 and 7.28).
///
/// At most 20 characters, whose case does not matter.
public struct IdToken: Hashable, Sendable {
    private let value: CiString<20>

    /// - Throws: `PayloadError` of kind `.constraint` when the text is too long.
    public init(_ text: String) throws(PayloadError) {
        value = try CiString(text)
    }

    /// The identifier as it was given.
    public var text: String { value.text }

    /// The identifier in lower case, the same for all that are equal: what to look it up by.
    public var key: String { value.key }
}

extension IdToken: Codable {
    public init(from decoder: any Decoder) throws {
        value = try CiString(from: decoder)
    }

    public func encode(to encoder: any Encoder) throws {
        try value.encode(to: encoder)
    }
}

extension IdToken: CustomStringConvertible {
    public var description: String { text }
}
