package import OCPPJ

/// A security event that a charge point reported, or that we observed with it.
package struct SecurityEvent: Hashable, Sendable {
    package var id: Int64
    /// The event's type, for example `StartupOfTheDevice` (security whitepaper, appendix A). Ours are named in
    /// `SecurityEventService`.
    package var type: String
    /// When it happened by the charge point's clock, corrected where it had to be; nil when its text is no time.
    package var timestamp: Timestamp?
    /// The time as it was sent; nil for our own observations.
    package var timestampReceived: String?
    package var techInfo: String?
    package var receivedAt: Timestamp
}
