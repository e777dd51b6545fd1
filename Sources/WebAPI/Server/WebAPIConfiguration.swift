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

    package init(
        host: String = "127.0.0.1", port: Int = 8080, maximumBodyBytes: Int = 4_194_304,
        publicOCPPURL: String = "ws://127.0.0.1:9000/ocpp", publicTLSURL: String? = nil, idleTimeoutSeconds: Int = 75, maximumConnections: Int = 1000
    ) {
        self.host = host
        self.port = port
        self.maximumBodyBytes = maximumBodyBytes
        self.publicOCPPURL = publicOCPPURL
        self.publicTLSURL = publicTLSURL
        self.idleTimeoutSeconds = idleTimeoutSeconds
        self.maximumConnections = maximumConnections
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
