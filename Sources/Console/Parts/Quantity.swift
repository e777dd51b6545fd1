import CentralSystem
import Foundation

/// Numbers with their units, for people.
enum Quantity {
    /// Energy in the unit that fits: `950 Wh`, `12.34 kWh`, `1,234.5 kWh`, `12.3 MWh`.
    static func energy(_ energy: WattHours) -> String {
        switch energy.value.magnitude {
        case ..<1000: "\(energy.value) Wh"
        case ..<10_000_000: "\(decimal(Double(energy.value) / 1000, places: energy.value.magnitude < 100_000 ? 2 : 1)) kWh"
        default: "\(decimal(Double(energy.value) / 1_000_000, places: 2)) MWh"
        }
    }

    /// Power in the unit that fits: `0 W`, `7.36 kW`, `1.20 MW`.
    static func power(watts: Int) -> String {
        switch watts.magnitude {
        case ..<1000: "\(watts) W"
        case ..<1_000_000: "\(decimal(Double(watts) / 1000, places: watts.magnitude < 100_000 ? 2 : 1)) kW"
        default: "\(decimal(Double(watts) / 1_000_000, places: 2)) MW"
        }
    }

    /// A whole number with its thousands apart: `20,000`.
    static func count(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var groups: [Substring] = []
        var rest = digits[...]
        while rest.count > 3 {
            groups.insert(rest.suffix(3), at: 0)
            rest = rest.dropLast(3)
        }
        groups.insert(rest, at: 0)
        return (number < 0 ? "−" : "") + groups.joined(separator: ",")
    }

    /// A number with so many decimal places; beyond what any meter counts, as a power of ten.
    static func decimal(_ number: Double, places: Int) -> String {
        guard number.magnitude < 1e15 else { return String(format: "%.2e", number) }
        let text = String(format: "%.\(places)f", number)
        let parts = text.split(separator: ".", maxSplits: 1)
        guard let whole = parts.first.flatMap({ Int($0) }), whole.magnitude >= 1000 else { return text }
        return parts.count > 1 ? "\(count(whole)).\(parts[1])" : count(whole)
    }
}
