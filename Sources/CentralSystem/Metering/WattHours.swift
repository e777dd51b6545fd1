import OCPPJ

/// Energy in watt-hours; whole ones, as the registers of StartTransaction and StopTransaction are.
package struct WattHours: Hashable, Comparable, Sendable, Codable {
    package var value: Int

    package init(_ value: Int) {
        self.value = value
    }

    package static func < (left: WattHours, right: WattHours) -> Bool {
        left.value < right.value
    }

    /// The sum, as far as there are numbers: charge points report registers of any size.
    package static func + (left: WattHours, right: WattHours) -> WattHours {
        WattHours(left.value.plus(clamping: right.value))
    }

    /// The difference, as far as there are numbers.
    package static func - (left: WattHours, right: WattHours) -> WattHours {
        WattHours(left.value.minus(clamping: right.value))
    }

    package init(from decoder: any Decoder) throws {
        value = try decoder.singleValueContainer().decode(Int.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}
