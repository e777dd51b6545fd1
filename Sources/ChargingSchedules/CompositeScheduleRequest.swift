package import OCPP16
package import OCPPJ

/// For what a composite schedule is wanted.
package struct CompositeScheduleRequest: Hashable, Sendable {
    /// The connector; 0 is the charge point as a whole, with what its connectors may use together.
    package var connectorId: Int
    /// The first moment of the schedule; in the past or in the future as well.
    package var start: Timestamp
    package var duration: Seconds
    /// The unit of the limits; those in the other unit are converted.
    package var unit: ChargingRateUnitType
    /// The transactions that are going on. Those of other connectors matter for connector 0, and for the start of a relative
    /// ChargePointMaxProfile.
    package var transactions: [RunningTransaction]
    /// For connector 0: the connectors whose limits are added up. Those with a transaction in `transactions` take part in any
    /// case; the others as if a transaction began at `start`.
    package var connectors: [Int]
    package var supply: ElectricalSupply

    package init(
        connectorId: Int,
        start: Timestamp,
        duration: Seconds,
        unit: ChargingRateUnitType,
        transactions: [RunningTransaction] = [],
        connectors: [Int] = [],
        supply: ElectricalSupply = ElectricalSupply()
    ) {
        self.connectorId = connectorId
        self.start = start
        self.duration = duration
        self.unit = unit
        self.transactions = transactions
        self.connectors = connectors
        self.supply = supply
    }

    /// The first moment after the schedule.
    package var end: Timestamp { start.advanced(bySeconds: duration.value) }
}
