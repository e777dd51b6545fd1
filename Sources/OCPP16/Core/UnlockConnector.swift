public import OCPPJ

/// Asks the charge point to unlock a connector; not a way to stop a transaction.
///
/// Sent by the Central System (OCPP 1.6, sections 5.18 and 6.53).
public struct UnlockConnector: OCPPRequest {
    public typealias Response = UnlockConnectorResponse
    public static let action: OCPPAction = "UnlockConnector"

    /// The connector, above 0.
    public var connectorId: ConnectorId

    public init(connectorId: ConnectorId) {
        self.connectorId = connectorId
    }
}

/// Whether the connector is unlocked (OCPP 1.6, section 6.54).
public struct UnlockConnectorResponse: Codable, Hashable, Sendable {
    /// The outcome.
    public var status: UnlockStatus

    public init(status: UnlockStatus) {
        self.status = status
    }
}

extension UnlockConnector: SpecificationLimited {
    package var limitFailure: PayloadError? {
        connectorId.limitFailureUnlessPositive
    }
}
