public import OCPPJ

/// The number of a connector, 0 or more; 0 is the charge point as a whole (OCPP 1.6, section 3.8).
public struct ConnectorId: Hashable, Sendable {
    public let value: Int

    /// The charge point as a whole.
    public static let chargePoint: ConnectorId = 0

    /// - Throws: `PayloadError` of kind `.constraint` unless `value` is from 0 to 2147483647.
    public init(_ value: Int) throws(PayloadError) {
        try value.checkNonNegative()
        self.value = value
    }

    /// What is wrong with this value as the member `connectorId` of a request that is about one connector.
    ///
    /// Checked on what we send only: charge points are known to report on connector 0 where they should not.
    package var limitFailureUnlessPositive: PayloadError? {
        value > 0 ? nil : PayloadError(.constraint, path: ["connectorId"], "must be above 0")
    }
}

extension ConnectorId: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int32) {
        precondition(value >= 0, "a connector's number is 0 or more")
        self.value = Int(value)
    }
}

extension ConnectorId: Comparable {
    public static func < (left: ConnectorId, right: ConnectorId) -> Bool { left.value < right.value }
}

extension ConnectorId: Codable {
    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(Int.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

extension ConnectorId: CustomStringConvertible {
    public var description: String { String(value) }
}
