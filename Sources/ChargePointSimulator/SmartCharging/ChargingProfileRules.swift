import OCPP16

/// What the charge point takes as a charging profile, wherever it is to be installed (OCPP 1.6, sections 3.13, 5.16 and 7.8 to
/// 7.14).
struct ChargingProfileRules: Hashable, Sendable {
    /// The highest stack level (ChargeProfileMaxStackLevel).
    var maximumStackLevel: Int
    /// The most periods of a schedule (ChargingScheduleMaxPeriods).
    var maximumPeriods: Int
    /// The units taken (ChargingScheduleAllowedChargingRateUnit).
    var units: [ChargingRateUnitType]

    func allow(_ profile: ChargingProfile) -> Bool {
        guard (0...max(0, maximumStackLevel)).contains(profile.stackLevel) else { return false }
        if let from = profile.validFrom?.timestamp, let to = profile.validTo?.timestamp, from > to { return false }
        switch profile.chargingProfileKind {
        case .absolute: break
        case .recurring:
            guard profile.recurrencyKind != nil, profile.chargingSchedule.startSchedule?.timestamp != nil else {
                return false
            }
        // There is no start that the limit of a whole charge point could be relative to.
        case .relative: guard profile.chargingProfilePurpose != .chargePointMaxProfile else { return false }
        }
        return allow(profile.chargingSchedule)
    }

    private func allow(_ schedule: ChargingSchedule) -> Bool {
        let periods = schedule.chargingSchedulePeriod
        // The first period starts at 0 (erratum 3.45), and each later than the one before.
        guard units.contains(schedule.chargingRateUnit), (1...max(1, maximumPeriods)).contains(periods.count),
            periods.first?.startPeriod == 0,
            zip(periods, periods.dropFirst()).allSatisfy({ $0.startPeriod < $1.startPeriod })
        else { return false }
        return periods.allSatisfy { period in
            period.limit.value.isFinite && period.limit.value >= 0
                && period.numberPhases.map { (1...3).contains($0) } ?? true
        }
    }
}
