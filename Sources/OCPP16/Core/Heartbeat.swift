public import OCPPJ

/// Tells that the charge point is still there, and asks for the time.
///
/// Sent by the charge point (OCPP 1.6, sections 4.6 and 6.29).
public struct Heartbeat: OCPPRequest {
    public typealias Response = HeartbeatResponse
    public static let action: OCPPAction = "Heartbeat"

    public init() {}
}

/// The time (OCPP 1.6, section 6.30).
public struct HeartbeatResponse: Codable, Hashable, Sendable {
    /// The time of the Central System.
    public var currentTime: DateTime

    public init(currentTime: DateTime) {
        self.currentTime = currentTime
    }
}
