package import OCPPJ

/// A StopTransaction that fits no transaction, or several: kept until an operator says where it belongs.
package struct OrphanedStop: Hashable, Sendable {
    package var id: Int64
    package var chargePointKey: Int64
    package var chargePointID: String
    /// The transactionId as sent: unknown, already closed, 0, −1, or another charge point's.
    package var transactionIdReceived: Int
    package var idTag: String?
    /// In Wh, as sent.
    package var meterStop: WattHours
    /// Corrected; see `timestampReceived` for what was sent.
    package var timestamp: Timestamp
    package var timestampReceived: String
    /// As sent; absent means Local.
    package var reason: String?
    package var receivedAt: Timestamp
    /// How many times it was sent again.
    package var repeats: Int
    package var lastReceivedAt: Timestamp
    /// The transactions it might belong to.
    package var candidates: [Int]
    /// Why it could not be attached, for people.
    package var cause: String
    package var resolution: Transaction.Resolution?
    /// The transaction that an operator gave it to.
    package var resolvedTransactionID: Int?
}

/// Which orphaned stops to list; nil means any.
package struct OrphanedStopFilter: Hashable, Sendable {
    /// The charge point's identity.
    package var chargePointID: String?
    package var isResolved: Bool?

    package init(chargePointID: String? = nil, isResolved: Bool? = nil) {
        self.chargePointID = chargePointID
        self.isResolved = isResolved
    }
}
