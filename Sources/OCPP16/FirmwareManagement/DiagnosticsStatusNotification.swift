public import OCPPJ

/// Reports how far an upload of diagnostics has come.
///
/// Sent by the charge point (OCPP 1.6, sections 4.4 and 6.17).
public struct DiagnosticsStatusNotification: OCPPRequest {
    public typealias Response = DiagnosticsStatusNotificationResponse
    public static let action: OCPPAction = "DiagnosticsStatusNotification"

    /// The state of the upload.
    public var status: DiagnosticsStatus

    public init(status: DiagnosticsStatus) {
        self.status = status
    }
}

/// Acknowledges the state (OCPP 1.6, section 6.18).
public struct DiagnosticsStatusNotificationResponse: Codable, Hashable, Sendable {
    public init() {}
}
