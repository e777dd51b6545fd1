import CentralSystem
import WebAPI

extension Setting {
    static let sessionIdle = Setting(
        key: "sessions.idleSeconds", kind: .integer(default: 1800, range: 1...604_800),
        meaning: "How long a user's session lasts without a request.")
    static let sessionLifetime = Setting(
        key: "sessions.lifetimeSeconds", kind: .integer(default: 43_200, range: 1...2_592_000),
        meaning: "How long a user's session lasts at most.")
    static let auditDays = Setting(
        key: "audit.days", kind: .integer(default: 730, range: 0...36_500),
        meaning: "How long the record of who changed what is kept; 0 keeps it for ever.")
    static let httpCertificate = Setting(
        key: "http.tlsCertificate", kind: .text(default: ""),
        meaning: "A PEM file with the certificate chain; the REST API is then served over HTTPS. Together with `http.tlsKey`.")
    static let httpKey = Setting(
        key: "http.tlsKey", kind: .text(default: ""), meaning: "A PEM file with the private key of the certificate.")
    static let httpTrustProxy = Setting(
        key: "http.trustProxy", kind: .boolean(default: false),
        meaning: "Whether a reverse proxy stands in front of the REST API, so that the address of whoever asks is the last one in `X-Forwarded-For`. Only where nobody else reaches the port.")
    static let httpRequestTimeout = Setting(
        key: "http.requestTimeoutSeconds", kind: .integer(default: 20, range: 1...3600),
        meaning: "How long a client of the REST API may take for the headers of its first request, TLS included. A body has as long, and a second more for each KiB.")
    static let httpConnectionsPerAddress = Setting(
        key: "http.maximumConnectionsPerAddress", kind: .integer(default: 500, range: 0...100_000),
        meaning: "How many connections to the REST API one address may have; 0 means no limit. Of no effect with `http.trustProxy`.")
    static let filesRequestTimeout = Setting(
        key: "files.requestTimeoutSeconds", kind: .integer(default: 60, range: 1...3600),
        meaning: "The same as `http.requestTimeoutSeconds` for the listener for files.")
    static let filesConnectionsPerAddress = Setting(
        key: "files.maximumConnectionsPerAddress", kind: .integer(default: 0, range: 0...100_000),
        meaning: "How many connections for files one address may have; 0 means no limit, because many charge points may stand behind one address.")
    static let metricsRequireToken = Setting(
        key: "metrics.requireToken", kind: .boolean(default: false),
        meaning: "Whether `/metrics` needs a token (any, also one with the role viewer).")

    /// The keys about operators, in the order of the documentation.
    static let operators: [Setting] = [
        sessionIdle, sessionLifetime, auditDays, httpCertificate, httpKey, httpTrustProxy, httpRequestTimeout,
        httpConnectionsPerAddress, filesRequestTimeout, filesConnectionsPerAddress, metricsRequireToken,
    ]
}

extension OperatorSettings {
    /// - Throws: `SettingError`.
    init(_ reader: SettingReader) throws {
        self.init(
            sessionIdleSeconds: try reader.integer(.sessionIdle), sessionLifetimeSeconds: try reader.integer(.sessionLifetime),
            auditDays: try reader.integer(.auditDays), hasConfiguredToken: reader.given(.adminToken)?.isEmpty == false)
    }
}

extension WebAPIConfiguration {
    /// - Throws: `SettingError`.
    init(_ reader: SettingReader) throws {
        let certificate = reader.text(.httpCertificate)
        let key = reader.text(.httpKey)
        guard certificate.isEmpty == key.isEmpty else {
            throw SettingError(
                "configuration keys \(Setting.httpCertificate.key) and \(Setting.httpKey.key) belong together; allowed: both or none")
        }
        self.init(
            host: reader.text(.httpHost), port: try reader.integer(.httpPort),
            maximumConnectionsPerAddress: try reader.integer(.httpConnectionsPerAddress),
            requestTimeoutSeconds: try reader.integer(.httpRequestTimeout),
            tls: certificate.isEmpty ? nil : TLSFiles(certificatePath: certificate, keyPath: key),
            trustsProxy: try reader.boolean(.httpTrustProxy), metricsRequireToken: try reader.boolean(.metricsRequireToken))
    }

    /// The same with the URLs that charge points connect to.
    func announcing(_ addresses: Addresses) -> WebAPIConfiguration {
        var copy = self
        copy.publicOCPPURL = addresses.publicURL
        copy.publicTLSURL = addresses.publicTLSURL
        return copy
    }
}
