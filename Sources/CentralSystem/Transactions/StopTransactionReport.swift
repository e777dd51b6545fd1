package import OCPP16
package import OCPPJ

/// StopTransaction.req as the Central System reads it (OCPP 1.6, section 6.49).
///
/// Without `transactionData`: those samples stay in the payload's JSON and are judged one by one, as those of MeterValues are,
/// so that an odd one does not make the end of a transaction unreadable.
package struct StopTransactionReport: OCPPRequest {
    package typealias Response = StopTransactionResponse
    package static let action = StopTransaction.action

    package var transactionId: Int
    package var idTag: IdToken?
    /// In Wh; −1 from charge points that do not know.
    package var meterStop: Int
    package var timestamp: DateTime
    package var reason: Reason?

    package init(transactionId: Int, idTag: IdToken? = nil, meterStop: Int, timestamp: DateTime, reason: Reason? = nil) {
        self.transactionId = transactionId
        self.idTag = idTag
        self.meterStop = meterStop
        self.timestamp = timestamp
        self.reason = reason
    }
}
