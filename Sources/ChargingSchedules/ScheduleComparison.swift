package import OCPP16
package import OCPPJ

/// How a charge point's own composite schedule differs from the one computed here.
package struct ScheduleComparison: Hashable, Sendable {
    /// The stretches of time where they differ, in order; empty when they agree.
    package var differences: [ScheduleDifference]
    /// How much later the charge point's schedule starts than the computed one, in seconds; negative when earlier.
    package var startOffset: Double

    /// Whether nothing differs.
    package var agrees: Bool { differences.isEmpty }
}

/// A stretch of time in which a charge point's schedule differs from the computed one.
package struct ScheduleDifference: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The charge point allows more than the profiles do.
        case higher
        /// The charge point allows less than the profiles do; it may have limits of its own (OCPP 1.6, section 5.7).
        case lower
        /// The charge point has a limit where no profile limits; most likely what it is able to deliver.
        case limitOfItsOwn
        /// The charge point's schedule says nothing about this time.
        case notAnswered
        /// The limits agree, the numbers of phases that both give differ.
        case phases
    }

    package var start: Timestamp
    /// The first moment after the stretch.
    package var end: Timestamp
    package var kind: Kind
    /// The computed limit, in `unit`; nil when there is none.
    package var expected: ChargingRate?
    package var expectedPhases: Int?
    /// The charge point's limit, converted to `unit`; nil when it says nothing.
    package var answered: ChargingRate?
    package var answeredPhases: Int?
    /// The unit of the computed schedule.
    package var unit: ChargingRateUnitType
}

/// Which differences are none.
package struct ComparisonTolerance: Hashable, Sendable {
    /// Stretches that last no longer do not count, in seconds: clocks differ, and so do the moments that the two schedules start.
    package var seconds: Int
    /// Limits that differ by no more agree, in the unit of the computed schedule. Nil for 0.1 A, or as many W as that is on the
    /// phases of the period: what rounding and conversion make.
    package var rate: ChargingRate?
    /// The most that the charge point can deliver anyway, in the unit of the computed schedule, when known: limits above it, and
    /// none at all, count as this.
    package var maximum: ChargingRate?

    package init(seconds: Int = 10, rate: ChargingRate? = nil, maximum: ChargingRate? = nil) {
        self.seconds = seconds
        self.rate = rate
        self.maximum = maximum
    }
}

extension ScheduleDifference: CustomStringConvertible {
    /// For people, for example `20 A where 16 A was expected`.
    package var description: String {
        let expected = "\(text(expected) ?? "no limit")\(expectedPhases.map { " on \($0) phases" } ?? "")"
        guard let answered = text(answered) else { return "nothing answered where \(expected) was expected" }
        return "\(answered)\(answeredPhases.map { " on \($0) phases" } ?? "") where \(expected) was expected"
    }

    private func text(_ rate: ChargingRate?) -> String? { rate.map { "\($0.text) \(unit.rawValue)" } }
}
