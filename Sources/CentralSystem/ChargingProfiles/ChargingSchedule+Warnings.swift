import OCPP16

extension ChargingSchedule {
    /// What speaks against the periods (OCPP 1.6, sections 5.16.4, 7.13 and 7.14; errata 3.43 to 3.45 and 3.69).
    func periodWarnings(of profile: ChargingProfile) -> [ChargingProfileWarning] {
        var warnings: [ChargingProfileWarning] = []
        let starts = chargingSchedulePeriod.map(\.startPeriod)
        if let first = starts.first, first != 0 {
            warnings.append(
                .init(.firstPeriodNotZero, Self.member(0, "startPeriod"), "the first period starts at 0 (errata 3.45)"))
        }
        if let index = starts.indices.dropFirst().first(where: { starts[$0] <= starts[$0 - 1] }) {
            warnings.append(
                .init(.periodsNotSorted, Self.member(index, "startPeriod"), "periods start one after the other, in order of time"))
        }
        let end = Self.end(duration: duration?.value, profile.chargingProfileKind == .recurring ? profile.recurrencyKind : nil)
        if let end, let index = starts.firstIndex(where: { $0.value >= end }) {
            warnings.append(
                .init(.periodNeverReached, Self.member(index, "startPeriod"), "the schedule ends after \(end) s"))
        }
        for (index, period) in chargingSchedulePeriod.enumerated() {
            warnings += warningsOfPeriod(period, at: index)
        }
        return warnings
    }

    private func warningsOfPeriod(_ period: ChargingSchedulePeriod, at index: Int) -> [ChargingProfileWarning] {
        var warnings: [ChargingProfileWarning] = []
        if period.limit.value < 0 {
            warnings.append(.init(.limitNegative, Self.member(index, "limit"), "a limit is 0 or more"))
        } else if let minChargingRate, period.limit > 0, period.limit < minChargingRate {
            warnings.append(
                .init(.limitBelowMinimum, Self.member(index, "limit"), "below minChargingRate, so charging may be inefficient"))
        }
        if let phases = period.numberPhases, !(1...3).contains(phases) {
            warnings.append(.init(.numberPhasesImpossible, Self.member(index, "numberPhases"), "there are 1 to 3 phases"))
        }
        return warnings
    }

    /// When the schedule ends, in seconds from its start; nil when it does not.
    private static func end(duration: Int?, _ recurrency: RecurrencyKindType?) -> Int? {
        let recurrence: Int? =
            switch recurrency {
            case .daily: 86_400
            case .weekly: 604_800
            case nil: nil
            }
        return [duration, recurrence].compactMap(\.self).min()
    }

    private static func member(_ index: Int, _ name: String) -> String {
        "chargingSchedule.chargingSchedulePeriod[\(index)].\(name)"
    }
}
