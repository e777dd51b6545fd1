public import OCPPJ

/// Asks the charge point to send a message now; the successor of TriggerMessage.
///
/// Sent by the Central System (Security whitepaper, section 5.5).
public struct ExtendedTriggerMessage: OCPPRequest {
    public typealias Response = ExtendedTriggerMessageResponse
    public static let action: OCPPAction = "ExtendedTriggerMessage"

    /// The message wanted.
    public var requestedMessage: MessageTriggerEnumType
    /// The connector that the message shall be about, above 0.
    public var connectorId: ConnectorId?

    public init(requestedMessage: MessageTriggerEnumType, connectorId: ConnectorId? = nil) {
        self.requestedMessage = requestedMessage
        self.connectorId = connectorId
    }
}

/// Whether the message will come (Security whitepaper, section 5.6).
public struct ExtendedTriggerMessageResponse: Codable, Hashable, Sendable {
    /// Whether the message will be sent.
    public var status: TriggerMessageStatusEnumType

    public init(status: TriggerMessageStatusEnumType) {
        self.status = status
    }
}

extension ExtendedTriggerMessage: SpecificationLimited {
    package var limitFailure: PayloadError? {
        connectorId?.limitFailureUnlessPositive
    }
}
