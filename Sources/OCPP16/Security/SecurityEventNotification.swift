public import OCPPJ

/// Reports a security event.
///
/// Sent by the charge point (Security whitepaper, section 5.15).
public struct SecurityEventNotification: OCPPRequest {
    public typealias Response = SecurityEventNotificationResponse
    public static let action: OCPPAction = "SecurityEventNotification"

    /// The kind of event, for example one of section 8 of the whitepaper.
    public var type: BoundedString<50>
    /// When it occurred.
    public var timestamp: DateTime
    /// More about the event.
    public var techInfo: BoundedString<255>?

    public init(type: BoundedString<50>, timestamp: DateTime, techInfo: BoundedString<255>? = nil) {
        self.type = type
        self.timestamp = timestamp
        self.techInfo = techInfo
    }
}

/// Acknowledges the event (Security whitepaper, section 5.16).
public struct SecurityEventNotificationResponse: Codable, Hashable, Sendable {
    public init() {}
}
