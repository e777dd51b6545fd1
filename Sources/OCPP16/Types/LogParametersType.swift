/// Which part of a log to upload, and where to (Security whitepaper, section 6.12).
public struct LogParametersType: Codable, Hashable, Sendable {
    /// The URL to upload the log to.
    public var remoteLocation: BoundedString<512>
    /// The oldest entries to include.
    public var oldestTimestamp: DateTime?
    /// The latest entries to include.
    public var latestTimestamp: DateTime?

    public init(
        remoteLocation: BoundedString<512>,
        oldestTimestamp: DateTime? = nil,
        latestTimestamp: DateTime? = nil
    ) {
        self.remoteLocation = remoteLocation
        self.oldestTimestamp = oldestTimestamp
        self.latestTimestamp = latestTimestamp
    }
}
