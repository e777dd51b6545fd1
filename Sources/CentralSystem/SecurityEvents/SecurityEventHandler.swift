import OCPP16
import Persistence

/// Answers SecurityEventNotification (security whitepaper, section 5.2), recorded before the answer goes out.
struct SecurityEventHandler: CallHandler {
    let database: any Database

    func handle(
        _ request: SecurityEventNotification, _ context: CallContext
    ) async throws -> SecurityEventNotificationResponse {
        let time = context.correct(request.timestamp)
        let event = SecurityEvent(
            id: 0, type: request.type.text, timestamp: time.timestamp, timestampReceived: request.timestamp.text,
            techInfo: request.techInfo?.text, receivedAt: context.receivedAt)
        let key = context.chargePoint.key
        try await database.write { try SecurityEventStore.add(event, chargePointKey: key, in: $0) }
        return SecurityEventNotificationResponse()
    }
}
