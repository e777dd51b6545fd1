import CentralSystem
import Console
import Logging
import OCPPTransport
import WebAPI

/// Everything that `serve` needs to know, checked.
struct ServerConfiguration: Sendable {
    var dataDirectory: String
    var logLevel: Logger.Level
    /// Threads that serve sockets; 0 means one for each core.
    var eventLoops: Int
    var listener: OCPPListenerConfiguration
    /// The URL for charge points without the identity; empty when it follows from host and port.
    var publicURL: String
    /// How the API is served; the URL for charge points is filled in when it is known.
    var api: WebAPIConfiguration
    var adminToken: String?
    var files: FileListenerConfiguration
    /// Where charge points reach the listener for files; empty when it follows from host and port.
    var filesPublicURL: String
    /// Where the certificate authority comes from.
    var authority: AuthoritySettings
    var serverCertificates: ServerCertificateSettings
    /// Whether the operator named the host of the server's certificates.
    var isServerNameGiven: Bool
    /// The URL for charge points with TLS without the identity; empty when it follows from host and port.
    var tlsPublicURL: String
    /// Whether webhooks may reach this machine and private networks.
    var allowsPrivateWebhooks: Bool
    var centralSystem: CentralSystemSettings
    /// Every setting as it was read, for people.
    let settings: [ServerSetting]
    /// The file that settings were read from; nil when there was none.
    let settingsFile: String?

    /// - Throws: `SettingError` naming the key, its value and what is allowed.
    init(_ reader: SettingReader) throws {
        settings = reader.settings
        settingsFile = reader.file
        dataDirectory = reader.text(.dataDirectory)
        guard !dataDirectory.isEmpty else { throw SettingError(.dataDirectory, value: "") }
        logLevel = Logger.Level(rawValue: try reader.choice(.logLevel)) ?? .info
        eventLoops = try reader.integer(.eventLoops)
        listener = OCPPListenerConfiguration(
            host: reader.text(.ocppHost),
            port: try reader.integer(.ocppPort),
            maximumMessageBytes: try reader.integer(.maximumMessageBytes),
            handshakeTimeoutSeconds: try reader.integer(.handshakeTimeout),
            tls: try OCPPListenerConfiguration.TLSPort(reader), limits: try ConnectionLimits(reader))
        publicURL = reader.text(.ocppPublicURL)
        guard publicURL.isEmpty || publicURL.hasPrefix("ws://") || publicURL.hasPrefix("wss://") else {
            throw SettingError(
                "configuration key \(Setting.ocppPublicURL.key) is \"\(publicURL)\"; allowed: a URL that begins with ws:// or wss://")
        }
        api = try WebAPIConfiguration(reader)
        files = try FileListenerConfiguration(reader)
        filesPublicURL = reader.text(.filesPublicURL)
        guard filesPublicURL.isEmpty || filesPublicURL.hasPrefix("http://") || filesPublicURL.hasPrefix("https://") else {
            throw SettingError(
                "configuration key \(Setting.filesPublicURL.key) is \"\(filesPublicURL)\"; allowed: a URL that begins with http:// or https://")
        }
        allowsPrivateWebhooks = try reader.boolean(.webhookPrivateAddresses)
        adminToken = reader.given(.adminToken)
        // An empty one is none, as files for containers have it.
        if let adminToken, !adminToken.isEmpty, adminToken.utf8.count < 16 {
            throw SettingError(
                "configuration key \(Setting.adminToken.key) (environment variable \(Setting.adminToken.environmentVariable)) is too short; allowed: at least 16 characters")
        }
        authority = try AuthoritySettings(reader)
        isServerNameGiven = !reader.text(.tlsServerName).isEmpty
        tlsPublicURL = reader.text(.tlsPublicURL)
        guard tlsPublicURL.isEmpty || tlsPublicURL.hasPrefix("wss://") else {
            throw SettingError(
                "configuration key \(Setting.tlsPublicURL.key) is \"\(tlsPublicURL)\"; allowed: a URL that begins with wss://")
        }
        let names = ServerNames.defaults(
            publicURL: tlsPublicURL.isEmpty ? publicURL : tlsPublicURL, host: listener.tls?.host ?? listener.host)
        serverCertificates = try ServerCertificateSettings(reader, defaultName: names.name, defaultAlternatives: names.alternatives)
        centralSystem = CentralSystemSettings(
            registration: RegistrationPolicy(rawValue: try reader.choice(.registrationPolicy)) ?? .pending,
            minimumSecurityProfile: SecurityProfile(rawValue: try reader.integer(.minimumSecurityProfile)) ?? .none,
            pendingLimit: try reader.integer(.pendingLimit),
            heartbeatIntervalSeconds: try reader.integer(.heartbeatInterval),
            pendingRetryIntervalSeconds: try reader.integer(.registrationRetry),
            pingIntervalSeconds: try reader.integer(.pingInterval),
            callTimeoutSeconds: try reader.integer(.callTimeout),
            callQueueLimit: try reader.integer(.callQueueLimit),
            acceptsMissingSubprotocol: try reader.boolean(.acceptMissingSubprotocol),
            maximumConcurrentTransactions: try reader.integer(.concurrentTransactions),
            messageLogDays: try reader.integer(.messageLogDays),
            messageLogMaximumRows: try reader.integer(.messageLogMaximumRows),
            commandDays: try reader.integer(.commandDays),
            messageLogBufferFrames: try reader.integer(.messageLogBuffer),
            automation: try reader.boolean(.automation),
            reservationExpirySeconds: try reader.integer(.reservationExpiry),
            localListPushDelaySeconds: try reader.integer(.localListPushDelay),
            bulk: BulkSettings(
                parallelism: try reader.integer(.bulkParallelism),
                maximumParallelism: try reader.integer(.bulkMaximumParallelism),
                resumeGraceSeconds: try reader.integer(.bulkResumeGrace), days: try reader.integer(.bulkDays)),
            remoteStartTimeoutSeconds: try reader.integer(.remoteStartTimeout),
            remoteStopTimeoutSeconds: try reader.integer(.remoteStopTimeout),
            files: try FileExchangeSettings(reader),
            failedLoginsPerMinute: try reader.integer(.limitFailedLogins),
            reconnectsPerMinute: try reader.integer(.limitReconnects), certificates: try CertificateSettings(reader),
            securityEventDays: try reader.integer(.securityEventDays),
            operators: try OperatorSettings(reader))
    }
}
