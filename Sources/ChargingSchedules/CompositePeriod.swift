package import OCPP16
package import OCPPJ

/// A stretch of time with one limit and one reason for it.
package struct CompositePeriod: Hashable, Sendable {
    package var start: Timestamp
    /// The first moment after the period.
    package var end: Timestamp
    /// The most that may be used, in `unit`, with one decimal digit; nil when no profile limits it.
    package var limit: ChargingRate?
    package var unit: ChargingRateUnitType
    /// The phases that may be used: the fewest that the profiles in force give; nil when none of them gives any, which means
    /// 3 where a number is needed (OCPP 1.6, section 7.14).
    package var numberPhases: Int?
    /// Below this rate the vehicle charges inefficiently, in `unit` (OCPP 1.6, section 7.13); of the profile for the
    /// transaction, or else of the ChargePointMaxProfile.
    package var minChargingRate: ChargingRate?
    /// Why the limit is what it is.
    package var reason: LimitReason
    /// What ends the period.
    package var ending: PeriodEnding
}

/// Why a limit is what it is.
package enum LimitReason: Hashable, Sendable {
    /// No profile says anything: there is no limit.
    case unlimited
    /// One profile decides.
    case profile(ProfileReference)
    /// For connector 0: what the connectors may use together decides, by connector.
    case connectors([ConnectorShare])
}

/// The limit of one connector, as a part of what the whole charge point may use.
package struct ConnectorShare: Hashable, Sendable {
    package var connectorId: Int
    /// In the unit of the schedule.
    package var limit: ChargingRate
    package var profile: ProfileReference
}

/// What ends a period.
package enum PeriodEnding: Hashable, Sendable {
    /// The time that was asked for is over; the limit may go on.
    case requestedTime
    /// The next period of the profile's schedule begins.
    case nextSchedulePeriod
    /// The duration of the profile's schedule is over.
    case scheduleDuration
    /// The profile's schedule starts again.
    case recurrence
    /// The profile ceases to be valid.
    case validTo
    /// Another profile begins to decide, although this one goes on: one of a higher stack level, a TxProfile, or one with a
    /// lower limit. Without a reference, the sum of the connectors changes.
    case otherLimit(ProfileReference?)
}
