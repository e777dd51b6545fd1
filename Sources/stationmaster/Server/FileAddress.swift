import WebAPI

/// Where charge points reach the listener for files.
struct FileAddress: Sendable {
    private let scheme: String
    private let host: String
    private let ocppHost: String
    private let given: String

    /// - Parameter ocppHost: where charge points reach the OCPP endpoint: they will reach the files there too, unless told otherwise.
    init(_ configuration: ServerConfiguration, ocppHost: String) {
        scheme = configuration.files.tls == nil ? "http" : "https"
        host = configuration.files.host
        self.ocppHost = ocppHost
        given = configuration.filesPublicURL.trimmingTrailingSlashes
    }

    func boundURL(port: Int) -> String { "\(scheme)://\(Self.bracketed(host)):\(port)" }

    func publicURL(port: Int) -> String {
        guard given.isEmpty else { return given }
        let isAny = host == "0.0.0.0" || host == "::"
        return "\(scheme)://\(isAny ? ocppHost : Self.bracketed(host)):\(port)"
    }

    private static func bracketed(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }
}
