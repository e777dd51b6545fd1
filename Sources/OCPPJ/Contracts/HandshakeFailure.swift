/// A TLS handshake that did not succeed. No identity is known yet, so this is all that an operator can be told (field note 1.5).
package struct HandshakeFailure: Hashable, Sendable {
    package var time: Timestamp
    /// The peer's address as text, for example `10.0.0.7:51123`.
    package var remoteAddress: String
    /// The server name that the peer asked for (SNI); nil when it sent none.
    package var serverName: String?
    /// The TLS versions that the peer offered, by name; empty when its ClientHello never came or could not be read.
    package var offeredVersions: [String]
    /// The cipher suites that the peer offered, by name, or in hexadecimal where they have none that we know.
    package var offeredCipherSuites: [String]
    /// The subject of the certificate that the peer presented, as its text; nil when the handshake did not come so far, or the peer
    /// presented none. Nobody has verified it.
    package var clientCertificateSubject: String?
    /// Why it failed, for people.
    package var reason: String

    package init(
        time: Timestamp, remoteAddress: String, serverName: String? = nil, offeredVersions: [String] = [],
        offeredCipherSuites: [String] = [], clientCertificateSubject: String? = nil, reason: String
    ) {
        self.time = time
        self.remoteAddress = remoteAddress
        self.serverName = serverName
        self.offeredVersions = offeredVersions
        self.offeredCipherSuites = offeredCipherSuites
        self.clientCertificateSubject = clientCertificateSubject
        self.reason = reason
    }
}

/// Learns of TLS handshakes that failed.
package protocol HandshakeObserver: Sendable {
    /// Called on an event loop; returns at once.
    func handshakeFailed(_ failure: HandshakeFailure)

    /// A connection was closed before its upgrade. Called on an event loop; returns at once.
    func connectionDropped(_ cause: DroppedConnection)
}

extension HandshakeObserver {
    package func connectionDropped(_ cause: DroppedConnection) {}
}
