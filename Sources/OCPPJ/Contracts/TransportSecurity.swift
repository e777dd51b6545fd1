/// What TLS says about the connection that a peer came over.
package struct TransportSecurity: Hashable, Sendable {
    /// The version agreed on: `TLSv1.2` or `TLSv1.3`.
    package var version: String
    /// The certificates that the peer presented, each in DER, its own first; empty when it presented none. The peer holds the
    /// key of the first one; nothing else about them has been verified. On a resumed session it may be the first one alone.
    package var clientCertificates: [[UInt8]]

    package init(version: String, clientCertificates: [[UInt8]] = []) {
        self.version = version
        self.clientCertificates = clientCertificates
    }
}
