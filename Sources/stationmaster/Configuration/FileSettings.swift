import CentralSystem
import WebAPI

extension Setting {
    static let filesHost = Setting(
        key: "files.host", kind: .text(default: "0.0.0.0"),
        meaning: "The address that charge points fetch firmware from and bring diagnostics to.")
    static let filesPort = Setting(
        key: "files.port", kind: .integer(default: 9001, range: 0...65535), meaning: "The port for that; 0 takes a free one.")
    static let filesPublicURL = Setting(
        key: "files.publicURL", kind: .text(default: ""),
        meaning: "The base of the URLs that charge points are given, when it differs from scheme, host and port (behind a proxy): `https://csms.example.com/files`. Without it, the host is that of the URL that charge points connect to.")
    static let filesCertificate = Setting(
        key: "files.tlsCertificate", kind: .text(default: ""),
        meaning: "A PEM file with the certificate chain; files are then exchanged over HTTPS. Together with `files.tlsKey`.")
    static let filesKey = Setting(
        key: "files.tlsKey", kind: .text(default: ""), meaning: "A PEM file with the private key of the certificate.")
    static let filesURLLifetime = Setting(
        key: "files.urlLifetimeSeconds", kind: .integer(default: 259_200, range: 1...31_536_000),
        meaning: "How long a URL is good that was given to a charge point; of firmware, from the retrieve date on.")
    static let firmwareMaximumBytes = Setting(
        key: "firmware.maximumImageBytes", kind: .integer(default: 1_073_741_824, range: 1...68_719_476_736),
        meaning: "The longest firmware image that is taken from an operator.")
    static let firmwareStalledAfter = Setting(
        key: "firmware.stalledAfterSeconds", kind: .integer(default: 86_400, range: 10...31_536_000),
        meaning: "After how much silence an update counts as stalled. A charge point may wait for the end of a transaction before it installs; each update can have its own.")
    static let diagnosticsMaximumBytes = Setting(
        key: "diagnostics.maximumUploadBytes", kind: .integer(default: 104_857_600, range: 1...10_737_418_240),
        meaning: "The longest file that is taken from a charge point.")
    static let diagnosticsStalledAfter = Setting(
        key: "diagnostics.stalledAfterSeconds", kind: .integer(default: 3600, range: 10...31_536_000),
        meaning: "After how much silence a request for diagnostics counts as stalled.")
    static let diagnosticsDays = Setting(
        key: "diagnostics.days", kind: .integer(default: 90, range: 0...3650),
        meaning: "How long files of diagnostics are kept; 0 keeps them for ever.")
    static let diagnosticsFiles = Setting(
        key: "diagnostics.files", kind: .integer(default: 1000, range: 0...1_000_000),
        meaning: "How many files of diagnostics are kept, the oldest going first; 0 means no limit.")
    static let diagnosticsBytes = Setting(
        key: "diagnostics.bytes", kind: .integer(default: 5_368_709_120, range: 0...1_099_511_627_776),
        meaning: "How many bytes all files of diagnostics may have together, the oldest going first; 0 means no limit.")

    /// The keys about files, in the order of the documentation.
    static let files: [Setting] = [
        filesHost, filesPort, filesPublicURL, filesCertificate, filesKey, filesURLLifetime, firmwareMaximumBytes,
        firmwareStalledAfter, diagnosticsMaximumBytes, diagnosticsStalledAfter, diagnosticsDays, diagnosticsFiles,
        diagnosticsBytes,
    ]
}

extension FileListenerConfiguration {
    /// - Throws: `SettingError`.
    init(_ reader: SettingReader) throws {
        let certificate = reader.text(.filesCertificate)
        let key = reader.text(.filesKey)
        guard certificate.isEmpty == key.isEmpty else {
            throw SettingError(
                "configuration keys \(Setting.filesCertificate.key) and \(Setting.filesKey.key) belong together; allowed: both or none")
        }
        self.init(
            host: reader.text(.filesHost), port: try reader.integer(.filesPort),
            tls: certificate.isEmpty ? nil : TLSFiles(certificatePath: certificate, keyPath: key),
            maximumConnectionsPerAddress: try reader.integer(.filesConnectionsPerAddress),
            requestTimeoutSeconds: try reader.integer(.filesRequestTimeout))
    }
}

extension FileExchangeSettings {
    /// - Throws: `SettingError`.
    init(_ reader: SettingReader) throws {
        self.init(
            urlLifetimeSeconds: try reader.integer(.filesURLLifetime),
            firmwareStalledAfterSeconds: try reader.integer(.firmwareStalledAfter),
            maximumImageBytes: try reader.integer(.firmwareMaximumBytes),
            diagnosticsStalledAfterSeconds: try reader.integer(.diagnosticsStalledAfter),
            maximumUploadBytes: try reader.integer(.diagnosticsMaximumBytes),
            diagnosticsDays: try reader.integer(.diagnosticsDays), diagnosticsFiles: try reader.integer(.diagnosticsFiles),
            diagnosticsBytes: try reader.integer(.diagnosticsBytes))
    }
}
