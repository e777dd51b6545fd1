/// What keeps a peer from taking more than its part before and after the upgrade. The defaults leave room for 10,000 charge
/// points behind one address that all come back at once: mobile operators put that many behind one.
package struct ConnectionLimits: Hashable, Sendable {
    /// Handshakes (TLS, then HTTP up to the upgrade) that may be open at a time in all; 0 means no limit.
    package var handshakes: Int
    /// Handshakes that may be open at a time from one address, or from one /64 of IPv6; 0 means no limit.
    package var handshakesPerAddress: Int
    /// New connections a second from one address in the long run; twenty times as many may come at once. 0 means no limit.
    package var connectionsPerSecond: Int
    /// Messages a second of one connection that do not wait for our answer to the one before, in the long run; ten times as many
    /// may come at once. 0 means no limit.
    package var messagesPerSecond: Int

    package init(
        handshakes: Int = 20_000, handshakesPerAddress: Int = 10_000, connectionsPerSecond: Int = 1000,
        messagesPerSecond: Int = 50
    ) {
        self.handshakes = handshakes
        self.handshakesPerAddress = handshakesPerAddress
        self.connectionsPerSecond = connectionsPerSecond
        self.messagesPerSecond = messagesPerSecond
    }
}
