public import OCPPJ

/// Reports how far a firmware update has come.
///
/// Sent by the charge point (OCPP 1.6, sections 4.5 and 6.19).
public struct FirmwareStatusNotification: OCPPRequest {
    public typealias Response = FirmwareStatusNotificationResponse
    public static let action: OCPPAction = "FirmwareStatusNotification"

    /// The state of the update.
    public var status: FirmwareStatus

    public init(status: FirmwareStatus) {
        self.status = status
    }
}

/// Acknowledges the state (OCPP 1.6, section 6.20).
public struct FirmwareStatusNotificationResponse: Codable, Hashable, Sendable {
    public init() {}
}
