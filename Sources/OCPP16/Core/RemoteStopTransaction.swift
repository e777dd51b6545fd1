public import OCPPJ

/// Asks the charge point to stop a transaction.
///
/// Sent by the Central System (OCPP 1.6, sections 5.12 and 6.35).
public struct RemoteStopTransaction: OCPPRequest {
    public typealias Response = RemoteStopTransactionResponse
    public static let action: OCPPAction = "RemoteStopTransaction"

    /// The transaction to stop.
    public var transactionId: Int

    public init(transactionId: Int) {
        self.transactionId = transactionId
    }
}

/// Whether the charge point will stop it (OCPP 1.6, section 6.36).
public struct RemoteStopTransactionResponse: Codable, Hashable, Sendable {
    /// Whether the request is accepted.
    public var status: RemoteStartStopStatus

    public init(status: RemoteStartStopStatus) {
        self.status = status
    }
}
