public import OCPPJ

/// Asks the charge point to start a transaction.
///
/// Sent by the Central System (OCPP 1.6, sections 5.11 and 6.33).
public struct RemoteStartTransaction: OCPPRequest {
    public typealias Response = RemoteStartTransactionResponse
    public static let action: OCPPAction = "RemoteStartTransaction"

    /// The identifier to start the transaction for.
    public var idTag: IdToken
    /// The connector, above 0; the charge point chooses when absent.
    public var connectorId: ConnectorId?
    /// A profile with the purpose TxProfile for the transaction.
    public var chargingProfile: ChargingProfile?

    public init(idTag: IdToken, connectorId: ConnectorId? = nil, chargingProfile: ChargingProfile? = nil) {
        self.idTag = idTag
        self.connectorId = connectorId
        self.chargingProfile = chargingProfile
    }
}

/// Whether the charge point will try (OCPP 1.6, section 6.34).
public struct RemoteStartTransactionResponse: Codable, Hashable, Sendable {
    /// Whether the request is accepted; the transaction exists only from its StartTransaction on.
    public var status: RemoteStartStopStatus

    public init(status: RemoteStartStopStatus) {
        self.status = status
    }
}

extension RemoteStartTransaction: SpecificationLimited {
    package var limitFailure: PayloadError? {
        connectorId?.limitFailureUnlessPositive
    }
}
