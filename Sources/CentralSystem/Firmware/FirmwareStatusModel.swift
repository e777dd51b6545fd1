package import OCPPJ

/// A FirmwareStatusNotification or SignedFirmwareStatusNotification.
package struct FirmwareStatusRecord: Hashable, Sendable {
    package var id: Int64
    /// The status as sent, for example `Installing`.
    package var status: String
    /// The update's request id; only a signed update has one, and not always.
    package var requestId: Int?
    /// Whether it came as SignedFirmwareStatusNotification.
    package var isSigned: Bool
    package var receivedAt: Timestamp
}
