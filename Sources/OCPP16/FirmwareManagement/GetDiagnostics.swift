public import OCPPJ

/// Asks the charge point to upload its diagnostics.
///
/// Sent by the Central System (OCPP 1.6, sections 5.9 and 6.25).
public struct GetDiagnostics: OCPPRequest {
    public typealias Response = GetDiagnosticsResponse
    public static let action: OCPPAction = "GetDiagnostics"

    /// The directory to upload the file to.
    public var location: AnyURI
    /// How often to retry; the charge point decides when absent.
    public var retries: Int?
    /// How long to wait before a retry; the charge point decides when absent.
    public var retryInterval: Seconds?
    /// The oldest information to include.
    public var startTime: DateTime?
    /// The latest information to include.
    public var stopTime: DateTime?

    public init(
        location: AnyURI,
        retries: Int? = nil,
        retryInterval: Seconds? = nil,
        startTime: DateTime? = nil,
        stopTime: DateTime? = nil
    ) {
        self.location = location
        self.retries = retries
        self.retryInterval = retryInterval
        self.startTime = startTime
        self.stopTime = stopTime
    }
}

/// The file to come (OCPP 1.6, section 6.26).
public struct GetDiagnosticsResponse: Codable, Hashable, Sendable {
    /// The name of the file; absent when there are no diagnostics.
    public var fileName: CiString<255>?

    public init(fileName: CiString<255>? = nil) {
        self.fileName = fileName
    }
}
