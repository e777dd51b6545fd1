/// The answer to DataTransfer (OCPP 1.6, section 7.23).
public enum DataTransferStatus: String, Enumeration {
    /// The message and the request in it have been accepted.
    case accepted = "Accepted"
    /// The message was understood, but the request in it is refused.
    case rejected = "Rejected"
    /// The `messageId` is unknown.
    case unknownMessageId = "UnknownMessageId"
    /// The `vendorId` is unknown.
    case unknownVendorId = "UnknownVendorId"
}
