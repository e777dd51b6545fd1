import OCPP16
import Persistence

/// Answers SecurityEventNotification (security whitepaper, section 5.15), recorded before the answer goes out, together with what it
/// means for a firmware update.
struct SecurityEventHandler: CallHandler {
    let database: any Database
    let metrics: CentralSystemMetrics

    func handle(
        _ request: SecurityEventNotification, _ context: CallContext
    ) async throws -> SecurityEventNotificationResponse {
        let time = context.correct(request.timestamp)
        let event = SecurityEvent(
            id: 0, type: request.type.text, timestamp: time.timestamp, timestampReceived: request.timestamp.text,
            techInfo: request.techInfo?.text, receivedAt: context.receivedAt)
        let type = SecurityEventType(event.type)
        let key = context.chargePoint.key
        try await database.write { connection in
            try SecurityEventStore.add(event, chargePointKey: key, in: connection)
            try FirmwareUpdateTracking.securityEvent(type, chargePointKey: key, at: event.receivedAt, in: connection)
        }
        // What charge points send may not make the metrics grow: unknown types are counted together.
        metrics.securityEvents[type.knownName ?? ""].increment()
        if event.isCritical { metrics.criticalSecurityEvents.increment() }
        return SecurityEventNotificationResponse()
    }
}
