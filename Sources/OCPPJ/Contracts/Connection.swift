/// Tells one connection of this process from every other, earlier and later ones of the same charge point included.
package struct ConnectionID: Hashable, Sendable, CustomStringConvertible {
    package let value: UInt64

    package init(value: UInt64) {
        self.value = value
    }

    package var description: String { String(value) }
}

/// Why a connection ended.
package enum DisconnectReason: Hashable, Sendable, CustomStringConvertible {
    /// The peer closed with this code and text.
    case closedByPeer(code: UInt16?, reason: String)
    /// The TCP connection ended without a close frame.
    case connectionLost
    /// Nothing was heard for this many seconds.
    case silent(seconds: Int)
    /// A newer connection of the same identity took its place.
    case superseded
    /// The peer broke the WebSocket protocol or a size limit.
    case protocolViolation(String)
    /// An operator or a setting ended it.
    case closedByOperator(String)
    /// The server stops.
    case shutdown

    package var description: String {
        switch self {
        case .closedByPeer(let code, let reason):
            "closed by the charge point" + (code.map { " with code \($0)" } ?? "") + (reason.isEmpty ? "" : ": \(reason)")
        case .connectionLost: "connection lost without a close frame"
        case .silent(let seconds): "nothing heard for \(seconds) s"
        case .superseded: "superseded by a newer connection"
        case .protocolViolation(let text): "protocol violation: \(text)"
        case .closedByOperator(let text): "closed by the operator: \(text)"
        case .shutdown: "server stopped"
        }
    }
}

/// What may differ from one connection to the next.
package struct ConnectionSettings: Hashable, Sendable {
    /// Seconds between WebSocket pings; 0 switches them off.
    package var pingIntervalSeconds: Int
    /// Seconds of silence (no frame, no pong) after which the connection counts as dead; 0 means never.
    package var silenceLimitSeconds: Int
    /// How many CALLs may wait behind the outstanding one.
    package var queueLimit: Int

    package init(pingIntervalSeconds: Int = 60, silenceLimitSeconds: Int = 900, queueLimit: Int = 100) {
        self.pingIntervalSeconds = pingIntervalSeconds
        self.silenceLimitSeconds = silenceLimitSeconds
        self.queueLimit = queueLimit
    }
}
