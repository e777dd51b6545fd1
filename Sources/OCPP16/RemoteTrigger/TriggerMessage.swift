public import OCPPJ

/// Asks the charge point to send a message now.
///
/// Sent by the Central System (OCPP 1.6, sections 5.17 and 6.51).
public struct TriggerMessage: OCPPRequest {
    public typealias Response = TriggerMessageResponse
    public static let action: OCPPAction = "TriggerMessage"

    /// The message wanted.
    public var requestedMessage: MessageTrigger
    /// The connector that the message shall be about, above 0; all of them when absent.
    public var connectorId: ConnectorId?

    public init(requestedMessage: MessageTrigger, connectorId: ConnectorId? = nil) {
        self.requestedMessage = requestedMessage
        self.connectorId = connectorId
    }
}

/// Whether the message will come (OCPP 1.6, section 6.52).
public struct TriggerMessageResponse: Codable, Hashable, Sendable {
    /// Whether the message will be sent.
    public var status: TriggerMessageStatus

    public init(status: TriggerMessageStatus) {
        self.status = status
    }
}

extension TriggerMessage: SpecificationLimited {
    package var limitFailure: PayloadError? {
        connectorId?.limitFailureUnlessPositive
    }
}
