/// How a client of a `wss://` URL behaves.
package struct ClientTLS: Hashable, Sendable {
    /// What the client says that it can do.
    package enum Offer: Hashable, Sendable {
        /// TLS 1.2 and 1.3 with the usual cipher suites.
        case usual
        /// TLS 1.2 with nothing but the cipher suite that has this number at IANA.
        case cipherSuite(UInt16)
        /// TLS 1.0 and 1.1, as charge points that are too old do.
        case outdated
    }

    /// The roots that the server's certificate must lead to, in PEM; empty for those of the system.
    package var trustRoots: [String]
    /// The client's certificate chain in PEM, its own first; nil for none.
    package var certificateChain: String?
    /// The key of the client's certificate in PEM. Never logged.
    package var privateKey: String?
    /// Whether the server's certificate must be for the host in the URL.
    package var verifiesHostname: Bool
    /// Which versions and cipher suites are offered.
    package var offer: Offer

    package init(
        trustRoots: [String] = [], certificateChain: String? = nil, privateKey: String? = nil, verifiesHostname: Bool = true,
        offer: Offer = .usual
    ) {
        self.trustRoots = trustRoots
        self.certificateChain = certificateChain
        self.privateKey = privateKey
        self.verifiesHostname = verifiesHostname
        self.offer = offer
    }
}
