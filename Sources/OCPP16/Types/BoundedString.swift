public import OCPPJ

/// A text of at most `maximum` characters whose case matters (`string[0..n]` in the security whitepaper).
public struct BoundedString<let maximum: Int>: Hashable, Sendable {
    public let text: String

    /// - Throws: `PayloadError` of kind `.constraint` when the text is too long.
    public init(_ text: String) throws(PayloadError) {
        try text.checkLength(maximum: maximum)
        self.text = text
    }
}

extension BoundedString: Codable {
    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension BoundedString: CustomStringConvertible {
    public var description: String { text }
}
