public import OCPPJ

/// Reports how far a signed firmware update has come.
///
/// Sent by the charge point (Security whitepaper, section 5.19).
public struct SignedFirmwareStatusNotification: OCPPRequest {
    public typealias Response = SignedFirmwareStatusNotificationResponse
    public static let action: OCPPAction = "SignedFirmwareStatusNotification"

    /// The state of the update.
    public var status: FirmwareStatusEnumType
    /// The SignedUpdateFirmware that the update belongs to.
    public var requestId: Int?

    public init(status: FirmwareStatusEnumType, requestId: Int? = nil) {
        self.status = status
        self.requestId = requestId
    }
}

/// Acknowledges the state (Security whitepaper, section 5.20).
public struct SignedFirmwareStatusNotificationResponse: Codable, Hashable, Sendable {
    public init() {}
}
