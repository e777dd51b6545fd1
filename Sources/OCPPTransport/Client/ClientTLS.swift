/// How a client of a `wss://` URL behaves.
package struct ClientTLS: Hashable, Sendable {
    /// The roots that the server's certificate must lead to, in PEM; empty for those of the system.
    package var trustRoots: [String]
    /// The client's certificate chain in PEM, its own first; nil for none.
    package var certificateChain: String?
    /// The key of the client's certificate in PEM. Never logged.
    package var privateKey: String?
    /// Whether the server's certificate must be for the host in the URL.
    package var verifiesHostname: Bool

    package init(
        trustRoots: [String] = [], certificateChain: String? = nil, privateKey: String? = nil, verifiesHostname: Bool = true
    ) {
        self.trustRoots = trustRoots
        self.certificateChain = certificateChain
        self.privateKey = privateKey
        self.verifiesHostname = verifiesHostname
    }
}
