public import OCPPJ

/// A length of time in whole seconds, 0 or more.
public struct Seconds: Hashable, Sendable {
    public let value: Int

    /// - Throws: `PayloadError` of kind `.constraint` unless `value` is from 0 to 2147483647.
    public init(_ value: Int) throws(PayloadError) {
        try value.checkNonNegative()
        self.value = value
    }
}

extension Seconds: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int32) {
        precondition(value >= 0, "a length of time is 0 or more")
        self.value = Int(value)
    }
}

extension Seconds: Comparable {
    public static func < (left: Seconds, right: Seconds) -> Bool { left.value < right.value }
}

extension Seconds: Codable {
    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(Int.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

extension Seconds: CustomStringConvertible {
    public var description: String { "\(value) s" }
}
