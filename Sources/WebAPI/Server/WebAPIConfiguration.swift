/// How the API is served. The ranges are checked by whoever reads the configuration.
package struct WebAPIConfiguration: Hashable, Sendable {
    /// The address to bind to; loopback unless told otherwise.
    package var host: String
    /// The TCP port; 0 lets the system choose one.
    package var port: Int
    /// Longer request bodies are refused with status 413.
    package var maximumBodyBytes: Int
    /// Where charge points connect, without their identity: `ws://10.0.0.5:9000/ocpp`. Shown to operators.
    package var publicOCPPURL: String
    /// The same with TLS; nil when there is none.
    package var publicTLSURL: String?
    /// Seconds after which a connection without a request is closed.
    package var idleTimeoutSeconds: Int
    /// How many client connections may be open at a time; further ones wait to be accepted.
    package var maximumConnections: Int
    /// How many of them may come from one address; 0 means no limit. Of no effect behind a trusted proxy, whose they all are.
    package var maximumConnectionsPerAddress: Int
    /// Seconds that a client may take for the headers of its first request, TLS included, and in which a body must keep pace.
    package var requestTimeoutSeconds: Int
    /// Certificate chain and key as PEM files; nil for plain HTTP.
    package var tls: TLSFiles?
    /// Whether a proxy in front is believed about the address that it speaks for.
    package var trustsProxy: Bool
    /// Whether `/metrics` needs a token.
    package var metricsRequireToken: Bool

    package init(
        host: String = "127.0.0.1", port: Int = 8080, maximumBodyBytes: Int = 4_194_304,
        publicOCPPURL: String = "ws://127.0.0.1:9000/ocpp", publicTLSURL: String? = nil, idleTimeoutSeconds: Int = 75, maximumConnections: Int = 1000,
        maximumConnectionsPerAddress: Int = 200, requestTimeoutSeconds: Int = 20, tls: TLSFiles? = nil, trustsProxy: Bool = false,
        metricsRequireToken: Bool = false
    ) {
        self.host = host
        self.port = port
        self.maximumBodyBytes = maximumBodyBytes
        self.publicOCPPURL = publicOCPPURL
        self.publicTLSURL = publicTLSURL
        self.idleTimeoutSeconds = idleTimeoutSeconds
        self.maximumConnections = maximumConnections
        self.maximumConnectionsPerAddress = maximumConnectionsPerAddress
        self.requestTimeoutSeconds = requestTimeoutSeconds
        self.tls = tls
        self.trustsProxy = trustsProxy
        self.metricsRequireToken = metricsRequireToken
    }

    /// Whether browsers may send the cookie of a session over TLS alone: always, unless plain HTTP does not leave this machine.
    var sendsCookiesOverTLSAlone: Bool {
        let isLoopback = host == "localhost" || host == "::1" || host.hasPrefix("127.")
        return tls != nil || trustsProxy || !isLoopback
    }

    /// What keeps clients from holding connections.
    var limits: ListenerLimits {
        ListenerLimits(
            requestSeconds: requestTimeoutSeconds, connectionsPerAddress: trustsProxy ? 0 : maximumConnectionsPerAddress)
    }

    /// The URL to give to a charge point.
    ///
    /// - Parameter usesTLS: whether it must come with TLS.
    func connectionURL(of identity: String, usesTLS: Bool) -> String {
        let url = usesTLS ? publicTLSURL ?? publicOCPPURL : publicOCPPURL
        let base = url.hasSuffix("/") ? String(url.dropLast()) : url
        return "\(base)/\(PathText.encode(identity))"
    }
}
