package import OCPP16
package import OCPPJ

/// MeterValues.req as the Central System reads it (OCPP 1.6, section 6.31): where the samples belong.
///
/// The samples themselves stay in the payload's JSON. They are kept as sent and judged one by one, so one odd sample must not
/// make the message unreadable, and reading them into values first would cost more than everything else that is done with them.
package struct MeterValuesReport: OCPPRequest {
    package typealias Response = MeterValuesResponse
    package static let action = MeterValues.action

    /// The connector; 0 is the main meter.
    package var connectorId: ConnectorId
    /// As sent, when it is a number or the text of one; nil otherwise, also when absent.
    package var transactionId: Int?

    package init(connectorId: ConnectorId, transactionId: Int? = nil) {
        self.connectorId = connectorId
        self.transactionId = transactionId
    }

    private enum CodingKeys: String, CodingKey {
        case connectorId, transactionId
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        connectorId = try container.decode(ConnectorId.self, forKey: .connectorId)
        do {
            transactionId = try container.decodeIfPresent(Int.self, forKey: .transactionId)
        } catch {
            // The samples are worth more than the id: without it they still belong to the connector.
            transactionId = (try? container.decode(String.self, forKey: .transactionId)).flatMap { Int($0) }
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(connectorId.value, forKey: .connectorId)
        try container.encodeIfPresent(transactionId, forKey: .transactionId)
    }
}
