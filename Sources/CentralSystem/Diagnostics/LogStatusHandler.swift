import OCPP16
import Persistence

/// Answers LogStatusNotification (security whitepaper, section 5.3), with or without a request id.
struct LogStatusHandler: CallHandler {
    let database: any Database

    func handle(_ request: LogStatusNotification, _ context: CallContext) async throws -> LogStatusNotificationResponse {
        let record = DiagnosticsStatusRecord(
            id: 0, kind: .log, status: request.status.rawValue, requestId: request.requestId,
            receivedAt: context.receivedAt)
        let key = context.chargePoint.key
        try await database.write { try DiagnosticsStatusStore.add(record, chargePointKey: key, in: $0) }
        return LogStatusNotificationResponse()
    }
}
