package import OCPP16
package import OCPPJ

/// A connector and what its charge point last said about it. Connector 0 is the charge point as a whole.
package struct Connector: Hashable, Sendable {
    package var chargePointKey: Int64
    package var connectorId: Int
    /// The last report; nil for a connector that is known only because a transaction or a meter value named it.
    package var report: Report?
    /// When we first heard of the connector.
    package var createdAt: Timestamp

    /// The contents of a StatusNotification.
    package struct Report: Hashable, Sendable {
        package var status: ChargePointStatus
        package var errorCode: ChargePointErrorCode
        package var info: String?
        package var vendorId: String?
        package var vendorErrorCode: String?
        /// When the status was reached: the charge point's time, corrected where it had to be; nil when it gave none.
        package var timestamp: Timestamp?
        /// The time as it was sent.
        package var timestampReceived: String?
        package var receivedAt: Timestamp
    }
}
