public import OCPPJ

/// Asks which limits will hold, all profiles taken together.
///
/// Sent by the Central System (OCPP 1.6, sections 5.7 and 6.21).
public struct GetCompositeSchedule: OCPPRequest {
    public typealias Response = GetCompositeScheduleResponse
    public static let action: OCPPAction = "GetCompositeSchedule"

    /// The connector; 0 is the connection to the grid.
    public var connectorId: ConnectorId
    /// The length of the schedule wanted.
    public var duration: Seconds
    /// The unit of the limits; the charge point chooses when absent.
    public var chargingRateUnit: ChargingRateUnitType?

    public init(connectorId: ConnectorId, duration: Seconds, chargingRateUnit: ChargingRateUnitType? = nil) {
        self.connectorId = connectorId
        self.duration = duration
        self.chargingRateUnit = chargingRateUnit
    }
}

/// The limits to come (OCPP 1.6, section 6.22).
public struct GetCompositeScheduleResponse: Codable, Hashable, Sendable {
    /// Whether the schedule could be calculated.
    public var status: GetCompositeScheduleStatus
    /// The connector that the schedule is for.
    public var connectorId: ConnectorId?
    /// The moment that the periods are relative to.
    public var scheduleStart: DateTime?
    /// The schedule; may be absent when rejected.
    public var chargingSchedule: ChargingSchedule?

    public init(
        status: GetCompositeScheduleStatus,
        connectorId: ConnectorId? = nil,
        scheduleStart: DateTime? = nil,
        chargingSchedule: ChargingSchedule? = nil
    ) {
        self.status = status
        self.connectorId = connectorId
        self.scheduleStart = scheduleStart
        self.chargingSchedule = chargingSchedule
    }
}
