/// What is known of a peer when it asks for the WebSocket upgrade.
package struct UpgradeRequest: Sendable {
    /// The request target as received, for example `/ocpp//CP%201/`.
    package var target: String
    /// The last path component, percent-decoded once; nil when there is none or it cannot be decoded.
    package var identity: String?
    /// The raw `Authorization` header, nil when absent. Never logged.
    package var authorization: String?
    /// The offered subprotocols in order; nil when the header is missing.
    package var subprotocols: [String]?
    /// The peer's address as text, for example `10.0.0.7:51123`.
    package var remoteAddress: String
    package var receivedAt: Timestamp
    /// What TLS says; nil when the connection is a plain one.
    package var security: TransportSecurity?

    package init(
        target: String, identity: String?, authorization: String?, subprotocols: [String]?, remoteAddress: String,
        receivedAt: Timestamp, security: TransportSecurity? = nil
    ) {
        self.target = target
        self.identity = identity
        self.authorization = authorization
        self.subprotocols = subprotocols
        self.remoteAddress = remoteAddress
        self.receivedAt = receivedAt
        self.security = security
    }
}

/// A refusal at HTTP level, before any upgrade.
package struct AdmissionRefusal: Error, Hashable, Sendable {
    /// The HTTP status, 400...599.
    package var status: Int
    /// One sentence for the peer's log; holds no secrets.
    package var reason: String
    /// When to try again, in seconds; nil when that makes no difference. Sent as `Retry-After`.
    package var retryAfterSeconds: Int?

    package init(status: Int, reason: String, retryAfterSeconds: Int? = nil) {
        self.status = status
        self.reason = reason
        self.retryAfterSeconds = retryAfterSeconds
    }
}

/// Who answers an admitted connection, and how it is kept.
package struct AdmittedConnection: Sendable {
    package var responder: any CallResponder
    package var settings: ConnectionSettings
    /// The subprotocol to echo; nil when the peer offered none.
    package var subprotocol: String?

    package init(responder: any CallResponder, settings: ConnectionSettings, subprotocol: String?) {
        self.responder = responder
        self.settings = settings
        self.subprotocol = subprotocol
    }
}

/// Decides about a peer before the WebSocket upgrade.
package protocol ConnectionAdmission: Sendable {
    func decide(_ request: UpgradeRequest) async throws(AdmissionRefusal) -> AdmittedConnection
}
