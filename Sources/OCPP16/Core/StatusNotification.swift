public import OCPPJ

/// Reports the state of a connector or an error.
///
/// Sent by the charge point (OCPP 1.6, sections 4.9 and 6.47).
public struct StatusNotification: OCPPRequest {
    public typealias Response = StatusNotificationResponse
    public static let action: OCPPAction = "StatusNotification"

    /// The connector; 0 is the charge point itself.
    public var connectorId: ConnectorId
    /// The error, or NoError.
    public var errorCode: ChargePointErrorCode
    /// The state of the connector.
    public var status: ChargePointStatus
    /// More about the error, for people.
    public var info: CiString<50>?
    /// When the state was reached; the time of receipt when absent.
    public var timestamp: DateTime?
    /// The vendor whose extension `vendorErrorCode` is.
    public var vendorId: CiString<255>?
    /// The error in the vendor's own terms.
    public var vendorErrorCode: CiString<50>?

    public init(
        connectorId: ConnectorId,
        errorCode: ChargePointErrorCode,
        status: ChargePointStatus,
        info: CiString<50>? = nil,
        timestamp: DateTime? = nil,
        vendorId: CiString<255>? = nil,
        vendorErrorCode: CiString<50>? = nil
    ) {
        self.connectorId = connectorId
        self.errorCode = errorCode
        self.status = status
        self.info = info
        self.timestamp = timestamp
        self.vendorId = vendorId
        self.vendorErrorCode = vendorErrorCode
    }
}

/// Acknowledges the state (OCPP 1.6, section 6.48).
public struct StatusNotificationResponse: Codable, Hashable, Sendable {
    public init() {}
}
