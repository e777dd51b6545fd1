/// Energy in watt-hours; whole ones, as the registers of StartTransaction and StopTransaction are.
package struct WattHours: Hashable, Comparable, Sendable, Codable {
    package var value: Int

    package init(_ value: Int) {
        self.value = value
    }

    package static func < (left: WattHours, right: WattHours) -> Bool {
        left.value < right.value
    }

    package init(from decoder: any Decoder) throws {
        value = try decoder.singleValueContainer().decode(Int.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}
