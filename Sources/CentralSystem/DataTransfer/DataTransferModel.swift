package import OCPPJ

/// A DataTransfer from a charge point.
package struct DataTransferRecord: Hashable, Sendable {
    package var id: Int64
    package var vendorId: String
    package var messageId: String?
    /// The data as sent, at most 10,000 characters of it.
    package var data: String?
    /// What it was answered with, for example `UnknownVendorId`.
    package var status: String
    package var receivedAt: Timestamp
}
