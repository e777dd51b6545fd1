import OCPP16
import Persistence

/// Answers DiagnosticsStatusNotification (OCPP 1.6, section 4.4), recorded before the answer goes out, together with what it
/// means for the request that it is about. `Idle` without one is as good as any.
struct DiagnosticsStatusHandler: CallHandler {
    let database: any Database

    func handle(
        _ request: DiagnosticsStatusNotification, _ context: CallContext
    ) async throws -> DiagnosticsStatusNotificationResponse {
        let record = DiagnosticsStatusRecord(
            id: 0, kind: .diagnostics, status: request.status.rawValue, receivedAt: context.receivedAt)
        let key = context.chargePoint.key
        try await database.write { connection in
            try DiagnosticsStatusStore.add(record, chargePointKey: key, in: connection)
            try DiagnosticsTracking.report(
                UploadStatus(request.status), .diagnostics, chargePointKey: key, at: record.receivedAt, in: connection)
        }
        return DiagnosticsStatusNotificationResponse()
    }
}
