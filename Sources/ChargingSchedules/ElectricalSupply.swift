import OCPP16

/// What is needed to convert between current and power.
///
/// Current is for each phase, power is the total (OCPP 1.6 errata, 3.68). W to A divides by the voltage and by the
/// `numberPhases` of the schedule period (3 when absent), exactly as that erratum says. A to W multiplies by the voltage and
/// by the `numberPhases` of the period, but by no more phases than there are: a limit of 16 A on three phases lets a charge
/// point with one phase draw 16 A on that phase (errata, 3.34). Limits are rounded down to one decimal digit, so that a
/// converted limit is never above the limit.
package struct ElectricalSupply: Hashable, Sendable {
    /// The nominal voltage between a phase and neutral, in V; not a measured one (errata, 3.68).
    package let volts: Int
    /// The phases that the charge point is connected to, 1 to 3.
    package let phases: Int

    /// Values out of range count as the nearest one in it.
    package init(volts: Int = 230, phases: Int = 3) {
        self.volts = min(max(volts, 1), 1_000_000)
        self.phases = min(max(phases, 1), 3)
    }
}

extension ElectricalSupply {
    /// The phases to count with when nothing else is given (OCPP 1.6, section 7.14).
    static let assumedPhases = 3

    /// The phases that a conversion to `unit` counts with.
    func phasesToConvert(_ numberPhases: Int?, to unit: ChargingRateUnitType) -> Int {
        let given = min(max(numberPhases ?? Self.assumedPhases, 1), Self.assumedPhases)
        return unit == .watts ? min(given, phases) : given
    }

    /// Tenths of one unit in tenths of another; exact, then rounded to a whole tenth.
    func convert(
        _ rate: ExactRate, on numberPhases: Int?, from source: ChargingRateUnitType, to unit: ChargingRateUnitType, roundingUp: Bool = false
    ) -> ExactRate {
        guard source != unit else { return rate }
        let factor = volts * phasesToConvert(numberPhases, to: unit)
        guard unit == .amperes else { return ExactRate(tenths: rate.tenths * factor) }
        let (quotient, remainder) = rate.tenths.quotientAndRemainder(dividingBy: factor)
        if roundingUp { return ExactRate(tenths: remainder > 0 ? quotient + 1 : quotient) }
        return ExactRate(tenths: remainder < 0 ? quotient - 1 : quotient)
    }
}
