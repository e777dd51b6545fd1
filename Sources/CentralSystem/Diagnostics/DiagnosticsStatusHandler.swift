import OCPP16
import Persistence

/// Answers DiagnosticsStatusNotification (OCPP 1.6, section 4.4), recorded before the answer goes out.
struct DiagnosticsStatusHandler: CallHandler {
    let database: any Database

    func handle(
        _ request: DiagnosticsStatusNotification, _ context: CallContext
    ) async throws -> DiagnosticsStatusNotificationResponse {
        let record = DiagnosticsStatusRecord(
            id: 0, kind: .diagnostics, status: request.status.rawValue, receivedAt: context.receivedAt)
        let key = context.chargePoint.key
        try await database.write { try DiagnosticsStatusStore.add(record, chargePointKey: key, in: $0) }
        return DiagnosticsStatusNotificationResponse()
    }
}
