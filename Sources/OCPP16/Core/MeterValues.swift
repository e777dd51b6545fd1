public import OCPPJ

/// Reports samples of a meter.
///
/// Sent by the charge point (OCPP 1.6, sections 4.7 and 6.31).
public struct MeterValues: OCPPRequest {
    public typealias Response = MeterValuesResponse
    public static let action: OCPPAction = "MeterValues"

    /// The connector; 0 is the main power meter.
    public var connectorId: ConnectorId
    /// The transaction that the samples belong to.
    public var transactionId: Int?
    /// The samples by time. At least one is sent; charge points are known to send none.
    public var meterValue: [MeterValue]

    public init(connectorId: ConnectorId, transactionId: Int? = nil, meterValue: [MeterValue]) {
        self.connectorId = connectorId
        self.transactionId = transactionId
        self.meterValue = meterValue
    }
}

/// Acknowledges the samples (OCPP 1.6, section 6.32).
public struct MeterValuesResponse: Codable, Hashable, Sendable {
    public init() {}
}

extension MeterValues: SpecificationLimited {
    package var limitFailure: PayloadError? {
        meterValue.isEmpty ? .tooFewElements("meterValue") : nil
    }
}
