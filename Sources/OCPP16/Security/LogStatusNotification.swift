public import OCPPJ

/// Reports how far the upload of a log has come.
///
/// Sent by the charge point (Security whitepaper, section 5.13).
public struct LogStatusNotification: OCPPRequest {
    public typealias Response = LogStatusNotificationResponse
    public static let action: OCPPAction = "LogStatusNotification"

    /// The state of the upload.
    public var status: UploadLogStatusEnumType
    /// The GetLog that the upload belongs to.
    public var requestId: Int?

    public init(status: UploadLogStatusEnumType, requestId: Int? = nil) {
        self.status = status
        self.requestId = requestId
    }
}

/// Acknowledges the state (Security whitepaper, section 5.14).
public struct LogStatusNotificationResponse: Codable, Hashable, Sendable {
    public init() {}
}
