public import OCPPJ

/// Asks the charge point to update its firmware.
///
/// Sent by the Central System (OCPP 1.6, sections 5.19 and 6.55).
public struct UpdateFirmware: OCPPRequest {
    public typealias Response = UpdateFirmwareResponse
    public static let action: OCPPAction = "UpdateFirmware"

    /// Where to get the firmware.
    public var location: AnyURI
    /// How often to retry the download; the charge point decides when absent.
    public var retries: Int?
    /// The earliest time to get the firmware.
    public var retrieveDate: DateTime
    /// How long to wait before a retry; the charge point decides when absent.
    public var retryInterval: Seconds?

    public init(location: AnyURI, retries: Int? = nil, retrieveDate: DateTime, retryInterval: Seconds? = nil) {
        self.location = location
        self.retries = retries
        self.retrieveDate = retrieveDate
        self.retryInterval = retryInterval
    }
}

/// Acknowledges the request (OCPP 1.6, section 6.56).
public struct UpdateFirmwareResponse: Codable, Hashable, Sendable {
    public init() {}
}
