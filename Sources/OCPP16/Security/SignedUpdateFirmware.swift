public import OCPPJ

/// Asks the charge point to update its firmware with one that it can verify.
///
/// Sent by the Central System (Security whitepaper, section 5.21).
public struct SignedUpdateFirmware: OCPPRequest {
    public typealias Response = SignedUpdateFirmwareResponse
    public static let action: OCPPAction = "SignedUpdateFirmware"

    /// How often to try the download; the charge point decides when absent.
    public var retries: Int?
    /// How long to wait before a retry; the charge point decides when absent.
    public var retryInterval: Seconds?
    /// Identifies the request in the notifications to come.
    public var requestId: Int
    /// The firmware.
    public var firmware: FirmwareType

    public init(retries: Int? = nil, retryInterval: Seconds? = nil, requestId: Int, firmware: FirmwareType) {
        self.retries = retries
        self.retryInterval = retryInterval
        self.requestId = requestId
        self.firmware = firmware
    }
}

/// Whether the update will start (Security whitepaper, section 5.22).
public struct SignedUpdateFirmwareResponse: Codable, Hashable, Sendable {
    /// The outcome.
    public var status: UpdateFirmwareStatusEnumType

    public init(status: UpdateFirmwareStatusEnumType) {
        self.status = status
    }
}
