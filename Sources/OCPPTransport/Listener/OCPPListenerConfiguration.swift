/// How charge points reach this server.
package struct OCPPListenerConfiguration: Hashable, Sendable {
    /// The address to listen on, for example `0.0.0.0` or `::`.
    package var host: String
    /// The TCP port; 0 takes a free one.
    package var port: Int
    /// The longest message taken from a charge point, in bytes. A longer one closes its connection with code 1009.
    package var maximumMessageBytes: Int
    /// Seconds that a peer has for its HTTP upgrade request.
    package var handshakeTimeoutSeconds: Int

    package init(
        host: String = "0.0.0.0", port: Int = 9000, maximumMessageBytes: Int = 1 << 20, handshakeTimeoutSeconds: Int = 10
    ) {
        self.host = host
        self.port = port
        self.maximumMessageBytes = maximumMessageBytes
        self.handshakeTimeoutSeconds = handshakeTimeoutSeconds
    }
}
