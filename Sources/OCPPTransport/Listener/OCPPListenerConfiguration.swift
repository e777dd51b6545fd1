/// How charge points reach this server.
package struct OCPPListenerConfiguration: Hashable, Sendable {
    /// The address to listen on, for example `0.0.0.0` or `::`.
    package var host: String
    /// The TCP port; 0 takes a free one.
    package var port: Int
    /// The longest message taken from a charge point, in bytes. A longer one closes its connection with code 1009.
    package var maximumMessageBytes: Int
    /// Seconds from the accepted socket to the upgrade, the TLS handshake included.
    package var handshakeTimeoutSeconds: Int
    /// Where charge points connect with TLS; nil for nowhere.
    package var tls: TLSPort?
    package var limits: ConnectionLimits

    /// The address and port of the TLS listener.
    package struct TLSPort: Hashable, Sendable {
        package var host: String
        /// 0 takes a free one.
        package var port: Int

        package init(host: String = "0.0.0.0", port: Int = 9443) {
            self.host = host
            self.port = port
        }
    }

    package init(
        host: String = "0.0.0.0", port: Int = 9000, maximumMessageBytes: Int = 1 << 20, handshakeTimeoutSeconds: Int = 10,
        tls: TLSPort? = nil, limits: ConnectionLimits = ConnectionLimits()
    ) {
        self.host = host
        self.port = port
        self.maximumMessageBytes = maximumMessageBytes
        self.handshakeTimeoutSeconds = handshakeTimeoutSeconds
        self.tls = tls
        self.limits = limits
    }
}
