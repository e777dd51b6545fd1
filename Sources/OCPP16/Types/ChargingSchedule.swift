package import OCPPJ

/// Limits of power or current over time (OCPP 1.6, section 7.13).
public struct ChargingSchedule: Codable, Hashable, Sendable {
    /// The length of the schedule; without it the last period goes on.
    public var duration: Seconds?
    /// The start of an absolute schedule; absent, the schedule is relative to the start of charging. Omitted in
    /// GetCompositeSchedule.conf.
    public var startSchedule: DateTime?
    /// The unit of the limits.
    public var chargingRateUnit: ChargingRateUnitType
    /// The periods, at least one, in order of time; the first starts at 0.
    public var chargingSchedulePeriod: [ChargingSchedulePeriod]
    /// The least rate that the vehicle supports, in the unit of the schedule.
    public var minChargingRate: ChargingRate?

    public init(
        duration: Seconds? = nil,
        startSchedule: DateTime? = nil,
        chargingRateUnit: ChargingRateUnitType,
        chargingSchedulePeriod: [ChargingSchedulePeriod],
        minChargingRate: ChargingRate? = nil
    ) {
        self.duration = duration
        self.startSchedule = startSchedule
        self.chargingRateUnit = chargingRateUnit
        self.chargingSchedulePeriod = chargingSchedulePeriod
        self.minChargingRate = minChargingRate
    }
}

extension ChargingSchedule: SpecificationLimited {
    package var limitFailure: PayloadError? {
        chargingSchedulePeriod.isEmpty ? .tooFewElements("chargingSchedulePeriod") : nil
    }
}
