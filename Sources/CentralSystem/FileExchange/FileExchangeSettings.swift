/// How files are exchanged with charge points. Every value has a range, checked by whoever reads the configuration.
package struct FileExchangeSettings: Hashable, Sendable {
    /// How long an address that was given to a charge point is good, in seconds; 1...31,536,000. For firmware it counts from the
    /// retrieve date.
    package var urlLifetimeSeconds: Int
    /// After how many seconds without a report an update counts as stalled; 10...31,536,000.
    package var firmwareStalledAfterSeconds: Int
    /// How long a firmware image may be, in bytes.
    package var maximumImageBytes: Int
    /// After how many seconds without a report a request for diagnostics counts as stalled; 10...31,536,000.
    package var diagnosticsStalledAfterSeconds: Int
    /// How long an upload of diagnostics may be, in bytes.
    package var maximumUploadBytes: Int
    /// Days that diagnostics are kept; 0 keeps them for ever.
    package var diagnosticsDays: Int
    /// How many files of diagnostics are kept; 0 means no limit.
    package var diagnosticsFiles: Int
    /// How many bytes all diagnostics may have together; 0 means no limit.
    package var diagnosticsBytes: Int

    package init(
        urlLifetimeSeconds: Int = 259_200, firmwareStalledAfterSeconds: Int = 86_400, maximumImageBytes: Int = 1_073_741_824,
        diagnosticsStalledAfterSeconds: Int = 3600, maximumUploadBytes: Int = 104_857_600, diagnosticsDays: Int = 90,
        diagnosticsFiles: Int = 1000, diagnosticsBytes: Int = 5_368_709_120
    ) {
        self.urlLifetimeSeconds = urlLifetimeSeconds
        self.firmwareStalledAfterSeconds = firmwareStalledAfterSeconds
        self.maximumImageBytes = maximumImageBytes
        self.diagnosticsStalledAfterSeconds = diagnosticsStalledAfterSeconds
        self.maximumUploadBytes = maximumUploadBytes
        self.diagnosticsDays = diagnosticsDays
        self.diagnosticsFiles = diagnosticsFiles
        self.diagnosticsBytes = diagnosticsBytes
    }
}
