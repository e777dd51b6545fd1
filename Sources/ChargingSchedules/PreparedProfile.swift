import OCPP16
import OCPPJ

/// A profile made ready for arithmetic: moments in milliseconds since 1970, limits in the unit that is asked for.
struct PreparedProfile: Sendable {
    /// What one period of the schedule says.
    struct Limit: Hashable, Sendable {
        var rate: ExactRate
        var numberPhases: Int?
        var minimum: ExactRate?
    }

    let reference: ProfileReference
    /// When the profile can have a value: it is valid, its schedule has begun, and so has its transaction.
    let valid: Range<Int64>
    /// The start of the schedule, of its first run when it recurs.
    let anchor: Int64
    /// From one run to the next; nil when the schedule does not recur.
    let cycle: Int64?
    /// The length of a run, at most the cycle: what is longer is not executed (OCPP 1.6 errata, 3.43 and 3.44).
    let length: Int64
    /// The starts of the periods from the start of a run, ascending, all of them within it. Before the first one there is no
    /// value; the specification wants it to be 0 (errata, 3.45 and 3.69).
    let offsets: [Int64]
    /// What the periods say, one for each offset.
    let limits: [Limit]

    /// Later than anything, and far enough from the end of `Int64` to be added to a moment.
    private static let forever = Int64.max / 4
    private static let hour: Int64 = 3_600_000

    /// - Parameter chargingStart: what schedules without a start of their own are relative to.
    /// - Parameter earliest: nothing holds before, such as a TxProfile before its transaction; nil when there is no such bound.
    init(
        _ installed: InstalledProfile, chargingStart: Timestamp, earliest: Timestamp?, unit: ChargingRateUnitType, supply: ElectricalSupply
    ) {
        let profile = installed.profile
        let schedule = profile.chargingSchedule
        reference = ProfileReference(installed)
        cycle = Self.cycle(of: profile)
        // A startSchedule that is absent or cannot be read makes any schedule relative (section 7.13); a relative one has none.
        let start = profile.chargingProfileKind == .relative ? nil : schedule.startSchedule?.timestamp
        anchor = (start ?? chargingStart).milliseconds
        let duration = schedule.duration.map { Int64($0.value) * 1000 } ?? Self.forever
        let length = min(duration, cycle ?? Self.forever)
        self.length = length
        let from = max(anchor, profile.validFrom?.timestamp?.milliseconds ?? anchor, earliest?.milliseconds ?? anchor)
        valid = from..<max(from, profile.validTo?.timestamp?.milliseconds ?? Self.forever)

        let periods = Self.inOrder(schedule.chargingSchedulePeriod).filter { Int64($0.startPeriod.value) * 1000 < length }
        offsets = periods.map { Int64($0.startPeriod.value) * 1000 }
        limits = periods.map { Self.limit($0, of: schedule, unit, supply) }
    }

    private static func cycle(of profile: ChargingProfile) -> Int64? {
        guard profile.chargingProfileKind == .recurring else { return nil }
        return switch profile.recurrencyKind {
        case .daily: 24 * hour
        case .weekly: 7 * 24 * hour
        case nil: nil
        }
    }

    /// By time; of two periods that start at once, the later in the list counts.
    private static func inOrder(_ periods: [ChargingSchedulePeriod]) -> [ChargingSchedulePeriod] {
        var ordered: [ChargingSchedulePeriod] = []
        ordered.reserveCapacity(periods.count)
        // Sorting is stable; most lists are in order, and sorting those costs one pass.
        for period in periods.sorted(by: { $0.startPeriod < $1.startPeriod }) {
            if ordered.last?.startPeriod == period.startPeriod { ordered.removeLast() }
            ordered.append(period)
        }
        return ordered
    }

    private static func limit(
        _ period: ChargingSchedulePeriod, of schedule: ChargingSchedule, _ unit: ChargingRateUnitType, _ supply: ElectricalSupply
    ) -> Limit {
        let source = schedule.chargingRateUnit
        var numberPhases = period.numberPhases
        if source != unit, supply.phasesToConvert(numberPhases, to: unit) < numberPhases ?? ElectricalSupply.assumedPhases {
            numberPhases = supply.phasesToConvert(numberPhases, to: unit)
        }
        return Limit(
            rate: supply.convert(ExactRate(period.limit), on: period.numberPhases, from: source, to: unit), numberPhases: numberPhases,
            minimum: schedule.minChargingRate.map {
                supply.convert(ExactRate($0), on: period.numberPhases, from: source, to: unit, roundingUp: true)
            })
    }
}
