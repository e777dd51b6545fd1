public import OCPPJ

/// Reports that a transaction has started.
///
/// Sent by the charge point (OCPP 1.6, sections 4.8 and 6.45).
public struct StartTransaction: OCPPRequest {
    public typealias Response = StartTransactionResponse
    public static let action: OCPPAction = "StartTransaction"

    /// The connector, above 0 by the specification; 0 is accepted from charge points.
    public var connectorId: ConnectorId
    /// The identifier that the transaction was started for.
    public var idTag: IdToken
    /// The meter reading at the start, in Wh.
    public var meterStart: Int
    /// The reservation that ends with this transaction.
    public var reservationId: Int?
    /// When the transaction started; may be long ago.
    public var timestamp: DateTime

    public init(
        connectorId: ConnectorId,
        idTag: IdToken,
        meterStart: Int,
        reservationId: Int? = nil,
        timestamp: DateTime
    ) {
        self.connectorId = connectorId
        self.idTag = idTag
        self.meterStart = meterStart
        self.reservationId = reservationId
        self.timestamp = timestamp
    }
}

/// The id of the transaction, and whether it may go on (OCPP 1.6, section 6.46).
public struct StartTransactionResponse: Codable, Hashable, Sendable {
    /// The status of the identifier, its expiry and its parent.
    public var idTagInfo: IdTagInfo
    /// The id that the Central System gives to the transaction, above 0.
    public var transactionId: Int

    public init(idTagInfo: IdTagInfo, transactionId: Int) {
        self.idTagInfo = idTagInfo
        self.transactionId = transactionId
    }
}
