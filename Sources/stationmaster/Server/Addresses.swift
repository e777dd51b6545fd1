import OCPPTransport

/// Where the server can be reached, in the forms that people and programs need.
struct Addresses: Sendable {
    /// The endpoint as it is bound: `ws://0.0.0.0:9000/ocpp`.
    let boundURL: String
    /// For programs on this machine.
    let localURL: String
    /// For charge points; the identity and a slash before it are appended.
    let publicURL: String

    init(_ configuration: ServerConfiguration, ocppPort: Int) {
        let host = configuration.listener.host
        boundURL = Self.url(host, ocppPort)
        let isAny = host == "0.0.0.0" || host == "::"
        localURL = isAny ? Self.url(host == "::" ? "::1" : "127.0.0.1", ocppPort) : boundURL
        publicURL =
            configuration.publicURL.isEmpty
            ? (isAny ? Self.url(MachineAddress.first ?? "127.0.0.1", ocppPort) : boundURL)
            : configuration.publicURL.trimmingTrailingSlashes
    }

    private static func url(_ host: String, _ port: Int) -> String {
        host.contains(":") ? "ws://[\(host)]:\(port)/ocpp" : "ws://\(host):\(port)/ocpp"
    }
}

extension String {
    fileprivate var trimmingTrailingSlashes: String {
        var text = Substring(self)
        while text.hasSuffix("/") { text = text.dropLast() }
        return String(text)
    }
}
