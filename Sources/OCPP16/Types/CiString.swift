public import OCPPJ

/// A text of at most `maximum` characters whose case does not matter (OCPP 1.6, sections 7.15 to 7.19).
public struct CiString<let maximum: Int>: Sendable {
    /// The text as it was given.
    public let text: String

    /// - Throws: `PayloadError` of kind `.constraint` when the text is too long.
    public init(_ text: String) throws(PayloadError) {
        try text.checkLength(maximum: maximum)
        self.text = text
    }

    /// The text in lower case, the same for all texts that are equal.
    public var key: String { text.lowercased() }
}

extension CiString: Hashable {
    public static func == (left: CiString, right: CiString) -> Bool {
        left.text == right.text || left.key == right.key
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(key)
    }
}

extension CiString: Codable {
    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension CiString: CustomStringConvertible {
    public var description: String { text }
}
