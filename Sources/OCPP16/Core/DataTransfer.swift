public import OCPPJ

/// Carries what OCPP has no message for.
///
/// Sent by the charge point or the Central System (OCPP 1.6, sections 4.3, 5.6 and 6.15).
public struct DataTransfer: OCPPRequest {
    public typealias Response = DataTransferResponse
    public static let action: OCPPAction = "DataTransfer"

    /// The vendor whose extension this is.
    public var vendorId: CiString<255>
    /// The message within the vendor's extension.
    public var messageId: CiString<50>?
    /// The content; its length and format are for the parties to agree.
    public var data: String?

    public init(vendorId: CiString<255>, messageId: CiString<50>? = nil, data: String? = nil) {
        self.vendorId = vendorId
        self.messageId = messageId
        self.data = data
    }
}

/// What became of the transferred data (OCPP 1.6, section 6.16).
public struct DataTransferResponse: Codable, Hashable, Sendable {
    /// Whether the message was understood and accepted.
    public var status: DataTransferStatus
    /// The content of the answer.
    public var data: String?

    public init(status: DataTransferStatus, data: String? = nil) {
        self.status = status
        self.data = data
    }
}
