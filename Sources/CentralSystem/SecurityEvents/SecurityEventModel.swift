package import OCPPJ

/// A security event that a charge point reported, or that we observed with it.
package struct SecurityEvent: Hashable, Sendable {
    /// Who noticed.
    package enum Source: String, CaseIterable, Sendable {
        case chargePoint
        case centralSystem
    }

    /// An operator's word that it was looked at.
    package struct Acknowledgement: Hashable, Sendable {
        package var time: Timestamp
        /// Who, for example `api`.
        package var operatorName: String
        package var note: String?
    }

    package var id: Int64
    /// The charge point's identity; empty for an event that is about to be recorded.
    package var chargePointId: String = ""
    /// The event's type, for example `StartupOfTheDevice` (security whitepaper, chapter 8). Ours are named in
    /// `SecurityEventService`.
    package var type: String
    /// When it happened by the charge point's clock, corrected where it had to be; nil when its text is no time.
    package var timestamp: Timestamp?
    /// The time as it was sent; nil for our own observations.
    package var timestampReceived: String?
    /// As it was sent: a stranger's text, which may hold control characters. Never for a log or a header.
    package var techInfo: String?
    package var receivedAt: Timestamp
    package var acknowledgement: Acknowledgement?

    /// Charge points say when it happened; what we observed happened when we did.
    package var source: Source { timestampReceived == nil ? .centralSystem : .chargePoint }
    /// Whether the whitepaper calls its type critical. What we observe ourselves has types of our own and is not.
    package var isCritical: Bool { source == .chargePoint && SecurityEventType(type).isCritical }
}

/// Which security events to list.
package struct SecurityEventFilter: Hashable, Sendable {
    /// An identity.
    package var chargePoint: String?
    /// Without regard to case.
    package var type: String?
    package var isCritical: Bool?
    /// Only those that wait for somebody: critical, not acknowledged, and nothing that happens on any day.
    package var isAlarming = false
    package var isAcknowledged: Bool?
    package var source: SecurityEvent.Source?
    /// From when on they were received.
    package var from: Timestamp?
    /// Before when they were received.
    package var to: Timestamp?
    /// A part of `techInfo`; ASCII letters without regard to case.
    package var search: String?

    package init(
        chargePoint: String? = nil, type: String? = nil, isCritical: Bool? = nil, isAlarming: Bool = false,
        isAcknowledged: Bool? = nil, source: SecurityEvent.Source? = nil, from: Timestamp? = nil, to: Timestamp? = nil, search: String? = nil
    ) {
        self.chargePoint = chargePoint
        self.type = type
        self.isCritical = isCritical
        self.isAlarming = isAlarming
        self.isAcknowledged = isAcknowledged
        self.source = source
        self.from = from
        self.to = to
        self.search = search
    }
}
