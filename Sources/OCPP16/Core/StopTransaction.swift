public import OCPPJ

/// Reports that a transaction has stopped.
///
/// Sent by the charge point (OCPP 1.6, sections 4.10 and 6.49).
public struct StopTransaction: OCPPRequest {
    public typealias Response = StopTransactionResponse
    public static let action: OCPPAction = "StopTransaction"

    /// The transaction, as numbered in StartTransaction.conf.
    public var transactionId: Int
    /// The identifier that asked to stop, if any.
    public var idTag: IdToken?
    /// The meter reading at the end, in Wh.
    public var meterStop: Int
    /// When the transaction stopped; may be long ago.
    public var timestamp: DateTime
    /// Why it stopped; Local when absent.
    public var reason: Reason?
    /// Samples of the transaction for billing.
    public var transactionData: [MeterValue]?

    public init(
        transactionId: Int,
        idTag: IdToken? = nil,
        meterStop: Int,
        timestamp: DateTime,
        reason: Reason? = nil,
        transactionData: [MeterValue]? = nil
    ) {
        self.transactionId = transactionId
        self.idTag = idTag
        self.meterStop = meterStop
        self.timestamp = timestamp
        self.reason = reason
        self.transactionData = transactionData
    }
}

/// Acknowledges the end of the transaction (OCPP 1.6, section 6.50).
public struct StopTransactionResponse: Codable, Hashable, Sendable {
    /// The status of the identifier; present exactly when the request had one.
    public var idTagInfo: IdTagInfo?

    public init(idTagInfo: IdTagInfo? = nil) {
        self.idTagInfo = idTagInfo
    }
}
