public import OCPPJ

/// Takes a connector or the whole charge point into or out of service.
///
/// Sent by the Central System (OCPP 1.6, sections 5.2 and 6.7).
public struct ChangeAvailability: OCPPRequest {
    public typealias Response = ChangeAvailabilityResponse
    public static let action: OCPPAction = "ChangeAvailability"

    /// The connector; 0 is the charge point with all its connectors.
    public var connectorId: ConnectorId
    /// The availability wanted.
    public var type: AvailabilityType

    public init(connectorId: ConnectorId, type: AvailabilityType) {
        self.connectorId = connectorId
        self.type = type
    }
}

/// Whether the availability changes (OCPP 1.6, section 6.8).
public struct ChangeAvailabilityResponse: Codable, Hashable, Sendable {
    /// Whether the change is made, and when.
    public var status: AvailabilityStatus

    public init(status: AvailabilityStatus) {
        self.status = status
    }
}
