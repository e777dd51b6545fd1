import CentralSystem
import OCPPTransport

/// Where the server can be reached, in the forms that people and programs need.
struct Addresses: Sendable {
    /// The endpoint as it is bound: `ws://0.0.0.0:9000/ocpp`.
    let boundURL: String
    /// For programs on this machine.
    let localURL: String
    /// For charge points; the identity and a slash before it are appended.
    let publicURL: String
    /// The endpoint with TLS as it is bound: `wss://0.0.0.0:9443/ocpp`; nil when there is none.
    let boundTLSURL: String?
    /// The same for programs on this machine.
    let localTLSURL: String?
    /// The same for charge points.
    let publicTLSURL: String?
    /// Where charge points fetch and bring files, without the port.
    private let files: FileAddress

    /// - Parameters:
    ///   - ocppPort: the bound port of the plain endpoint.
    ///   - tlsPort: that of the endpoint with TLS; nil when there is none.
    init(_ configuration: ServerConfiguration, ocppPort: Int, tlsPort: Int? = nil) {
        let host = configuration.listener.host
        boundURL = Self.url(host, ocppPort)
        let isAny = host == "0.0.0.0" || host == "::"
        localURL = Self.url(Self.localHost(host), ocppPort)
        publicURL =
            configuration.publicURL.isEmpty
            ? (isAny ? Self.url(MachineAddress.first ?? "127.0.0.1", ocppPort) : boundURL)
            : configuration.publicURL.trimmingTrailingSlashes
        let tlsHost = tlsPort == nil ? nil : configuration.listener.tls?.host
        boundTLSURL = tlsHost.map { Self.url($0, tlsPort ?? 0, scheme: "wss") }
        localTLSURL = tlsHost.map { Self.url(Self.localHost($0), tlsPort ?? 0, scheme: "wss") }
        let isAnyTLS = tlsHost == "0.0.0.0" || tlsHost == "::"
        let ocppHost = Self.host(of: publicURL)
        // Where the certificate names a host, that is the one to connect to.
        let name = configuration.serverCertificates.serverName
        publicTLSURL = tlsHost.map { host in
            guard configuration.tlsPublicURL.isEmpty else { return configuration.tlsPublicURL.trimmingTrailingSlashes }
            let shown = !name.isEmpty && configuration.isServerNameGiven ? name : (isAnyTLS ? ocppHost : host)
            return Self.url(shown, tlsPort ?? 0, scheme: "wss")
        }
        files = FileAddress(configuration, ocppHost: ocppHost)
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

    /// The host by which programs on this machine reach what is bound to this one.
    private static func localHost(_ bound: String) -> String {
        switch bound {
        case "0.0.0.0": "127.0.0.1"
        case "::": "::1"
        default: bound
        }
    }

    private static func url(_ host: String, _ port: Int, scheme: String = "ws") -> String {
        let host = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        return "\(scheme)://\(host):\(port)/ocpp"
    }
}

extension String {
    var trimmingTrailingSlashes: String {
        var text = Substring(self)
        while text.hasSuffix("/") { text = text.dropLast() }
        return String(text)
    }
}
