public import OCPPJ

/// Asks the charge point to upload a log.
///
/// Sent by the Central System (Security whitepaper, section 5.9).
public struct GetLog: OCPPRequest {
    public typealias Response = GetLogResponse
    public static let action: OCPPAction = "GetLog"

    /// The kind of log.
    public var logType: LogEnumType
    /// Identifies the request in the notifications to come.
    public var requestId: Int
    /// How often to try; the charge point decides when absent.
    public var retries: Int?
    /// How long to wait before a retry; the charge point decides when absent.
    public var retryInterval: Seconds?
    /// Which part of the log, and where to.
    public var log: LogParametersType

    public init(
        logType: LogEnumType,
        requestId: Int,
        retries: Int? = nil,
        retryInterval: Seconds? = nil,
        log: LogParametersType
    ) {
        self.logType = logType
        self.requestId = requestId
        self.retries = retries
        self.retryInterval = retryInterval
        self.log = log
    }
}

/// The upload to come (Security whitepaper, section 5.10).
public struct GetLogResponse: Codable, Hashable, Sendable {
    /// Whether the upload will start.
    public var status: LogStatusEnumType
    /// The name of the file; absent when there is nothing to upload.
    public var filename: BoundedString<255>?

    public init(status: LogStatusEnumType, filename: BoundedString<255>? = nil) {
        self.status = status
        self.filename = filename
    }
}
