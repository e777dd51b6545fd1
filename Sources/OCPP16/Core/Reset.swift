public import OCPPJ

/// Asks the charge point to restart.
///
/// Sent by the Central System (OCPP 1.6, sections 5.14 and 6.39).
public struct Reset: OCPPRequest {
    public typealias Response = ResetResponse
    public static let action: OCPPAction = "Reset"

    /// How thoroughly to restart.
    public var type: ResetType

    public init(type: ResetType) {
        self.type = type
    }
}

/// Whether the charge point will restart (OCPP 1.6, section 6.40).
public struct ResetResponse: Codable, Hashable, Sendable {
    /// Whether the reset will be performed.
    public var status: ResetStatus

    public init(status: ResetStatus) {
        self.status = status
    }
}
