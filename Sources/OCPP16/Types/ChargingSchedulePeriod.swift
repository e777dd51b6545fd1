/// A stretch of a charging schedule (OCPP 1.6, section 7.14).
public struct ChargingSchedulePeriod: Codable, Hashable, Sendable {
    /// The start of the period, from the start of the schedule; it ends the period before.
    public var startPeriod: Seconds
    /// The most that may be used, in the unit of the schedule.
    public var limit: ChargingRate
    /// The number of phases that may be used; 3 when absent.
    public var numberPhases: Int?

    public init(startPeriod: Seconds, limit: ChargingRate, numberPhases: Int? = nil) {
        self.startPeriod = startPeriod
        self.limit = limit
        self.numberPhases = numberPhases
    }
}
