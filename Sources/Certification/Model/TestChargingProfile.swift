package import OCPP16

/// What charging profiles and composite schedules are asked for with.
package struct TestChargingProfile: Hashable, Sendable {
    /// The stackLevel of every profile, 0 or more.
    package var stackLevel = 1
    /// The unit of every schedule.
    package var chargingRateUnit = ChargingRateUnitType.amperes
    /// Of the one period of every schedule. Only 3 may be left out on the wire, because it is what an absent number means.
    package var numberPhases = 3
    /// How long every schedule is.
    package var duration: Seconds = 3600
    /// How long the composite schedule is that the operator asks for.
    package var compositeDuration: Seconds = 300

    package init() {}

    /// The limit of the one period: 6 A or 6 kW.
    package var limit: ChargingRate {
        switch chargingRateUnit {
        case .amperes: 6.0
        case .watts: 6000.0
        }
    }
}
