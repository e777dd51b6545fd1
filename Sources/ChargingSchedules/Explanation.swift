import OCPP16
import OCPPJ

extension CompositePeriod {
    /// For people, for example `16 A because TxProfile 12, level 3, until 18:00 UTC`.
    package var explanation: String {
        let limit = limit.map { "\($0.text) \(unit.rawValue)" } ?? "no limit"
        let until = ending == .requestedTime ? "until at least" : "until"
        return "\(limit) \(reasonText(unit)), \(until) \(end.text(from: start))"
    }

    private func reasonText(_ unit: ChargingRateUnitType) -> String {
        switch reason {
        case .unlimited: return "because no profile says anything"
        case .profile(let profile): return "because \(profile)"
        case .connectors(let shares):
            let parts = shares.map { "connector \($0.connectorId): \($0.limit.text) \(unit.rawValue) by \($0.profile)" }
            return "because of the connectors together (\(parts.joined(separator: "; ")))"
        }
    }
}

extension PeriodEnding: CustomStringConvertible {
    /// For people: what happens at the end of a period.
    package var description: String {
        switch self {
        case .requestedTime: "the time asked for is over"
        case .nextSchedulePeriod: "the next period of its schedule begins"
        case .scheduleDuration: "the duration of its schedule is over"
        case .recurrence: "its schedule starts again"
        case .validTo: "it ceases to be valid"
        case .otherLimit(let profile?): "\(profile) begins to decide"
        case .otherLimit(nil): "the limits of the connectors together begin to decide, or change"
        }
    }
}

extension ChargingRate {
    /// Without the decimal digit that is 0.
    var text: String {
        let tenths = ExactRate(self).tenths
        guard tenths % 10 != 0 else { return String(tenths / 10) }
        return "\(tenths < 0 ? "-" : "")\(abs(tenths / 10)).\(abs(tenths % 10))"
    }
}

extension Timestamp {
    /// The time of day in UTC; with the date when it is not that of `other`; seconds only when they are not 0.
    func text(from other: Timestamp) -> String {
        let own = rfc3339
        let day = own.prefix(10)
        let withSeconds = milliseconds % 60_000 != 0
        let time = own.dropFirst(11).prefix(withSeconds ? 8 : 5)
        return day == other.rfc3339.prefix(10) ? "\(time) UTC" : "\(time) UTC on \(day)"
    }
}
