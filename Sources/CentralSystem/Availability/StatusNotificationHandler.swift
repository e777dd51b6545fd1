import OCPP16
import OCPPJ
import Persistence

/// Answers StatusNotification (OCPP 1.6, section 4.9): the connector's row holds the report before the answer goes out.
struct StatusNotificationHandler: CallHandler {
    let database: any Database
    /// The features that follow the status of connectors.
    let events: ChargePointEvents

    func handle(_ request: StatusNotification, _ context: CallContext) async throws -> StatusNotificationResponse {
        let time = request.timestamp.map { context.correct($0) }
        let report = Connector.Report(
            status: request.status, errorCode: request.errorCode, info: request.info?.text, vendorId: request.vendorId?.text,
            vendorErrorCode: request.vendorErrorCode?.text, timestamp: time?.timestamp,
            timestampReceived: request.timestamp?.text, receivedAt: context.receivedAt)
        let key = context.chargePoint.key
        let connectorId = request.connectorId.value
        let events = events
        try await database.write { connection in
            try ConnectorStore.save(report, chargePointKey: key, connectorId: connectorId, in: connection)
            // A connector that is free has no transaction, whatever we were not told (field note 4.7).
            if report.status == .available {
                try TransactionService.markStaleOnAvailable(
                    chargePointKey: key, connectorId: connectorId, at: report.receivedAt, reportedAt: report.timestamp,
                    events: events, in: connection)
            }
            try events.tell(
                .statusReported(connectorId: connectorId, report), of: key, at: report.receivedAt, in: connection)
        }
        return StatusNotificationResponse()
    }
}
