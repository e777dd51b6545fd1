import OCPPTransport

/// Where the server can be reached, in the forms that people and programs need.
struct Addresses: Sendable {
    /// The endpoint as it is bound: `ws://0.0.0.0:9000/ocpp`.
    let boundURL: String
    /// For programs on this machine.
    let localURL: String
    /// For charge points; the identity and a slash before it are appended.
    let publicURL: String
    /// Where charge points fetch and bring files, without the port.
    private let files: FileAddress

    init(_ configuration: ServerConfiguration, ocppPort: Int) {
        let host = configuration.listener.host
        boundURL = Self.url(host, ocppPort)
        let isAny = host == "0.0.0.0" || host == "::"
        localURL = isAny ? Self.url(host == "::" ? "::1" : "127.0.0.1", ocppPort) : boundURL
        publicURL =
            configuration.publicURL.isEmpty
            ? (isAny ? Self.url(MachineAddress.first ?? "127.0.0.1", ocppPort) : boundURL)
            : configuration.publicURL.trimmingTrailingSlashes
        files = FileAddress(configuration, ocppHost: Self.host(of: publicURL))
    }

    /// The endpoint with TLS as it is bound: `wss://0.0.0.0:9443/ocpp`.
    ///
    /// - Parameter port: the bound port; nil when there is no such endpoint.
    func boundTLSURL(_ configuration: ServerConfiguration, port: Int?) -> String? {
        guard let port, let host = configuration.listener.tls?.host else { return nil }
        return "wss" + Self.url(host, port).dropFirst(2)
    }

    /// The listener for files as it is bound: `http://0.0.0.0:9001`.
    func boundFilesURL(port: Int) -> String { files.boundURL(port: port) }

    /// The listener for files as charge points reach it.
    func publicFilesURL(port: Int) -> String { files.publicURL(port: port) }

    /// The host in a URL, with the brackets of an IPv6 address.
    private static func host(of url: String) -> String {
        let authority = url.split(separator: "/", maxSplits: 2).dropFirst().first ?? ""
        let host = authority.split(separator: "@").last ?? ""
        if host.hasPrefix("["), let end = host.firstIndex(of: "]") { return String(host[...end]) }
        return String(host.prefix { $0 != ":" })
    }

    private static func url(_ host: String, _ port: Int) -> String {
        host.contains(":") ? "ws://[\(host)]:\(port)/ocpp" : "ws://\(host):\(port)/ocpp"
    }
}

extension String {
    var trimmingTrailingSlashes: String {
        var text = Substring(self)
        while text.hasSuffix("/") { text = text.dropLast() }
        return String(text)
    }
}
