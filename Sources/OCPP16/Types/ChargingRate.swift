package import OCPPJ

/// A limit of power in W or of current in A, by the schedule's unit (OCPP 1.6, sections 7.13 and 7.14).
///
/// What we send has at most one decimal digit; what charge points answer is taken as it is.
public struct ChargingRate: Hashable, Sendable {
    public var value: Double

    public init(_ value: Double) {
        self.value = value
    }
}

extension ChargingRate: SpecificationLimited {
    package var limitFailure: PayloadError? {
        // The number nearest to a decimal with one digit is the one that dividing by 10 gives.
        guard value.isFinite, (value * 10).rounded() / 10 == value else {
            return PayloadError(.constraint, "must have at most one decimal digit")
        }
        return nil
    }
}

extension ChargingRate: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    public init(floatLiteral value: Double) {
        self.value = value
    }

    public init(integerLiteral value: Int) {
        self.value = Double(value)
    }
}

extension ChargingRate: Comparable {
    public static func < (left: ChargingRate, right: ChargingRate) -> Bool { left.value < right.value }
}

extension ChargingRate: Codable {
    public init(from decoder: any Decoder) throws {
        value = try decoder.singleValueContainer().decode(Double.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

extension ChargingRate: CustomStringConvertible {
    public var description: String { value.description }
}
