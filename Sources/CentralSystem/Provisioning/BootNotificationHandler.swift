import OCPP16
import OCPPJ
import Persistence

/// Answers BootNotification (OCPP 1.6, section 4.2): keeps what the charge point says of itself and tells whether it is accepted.
struct BootNotificationHandler: CallHandler {
    let database: any Database
    let time: any TimeSource
    let settings: CentralSystemSettings
    let connections: ConnectionRegistry
    /// The features that follow boots.
    let events: ChargePointEvents

    func handle(_ request: BootNotification, _ context: CallContext) async throws -> BootNotificationResponse {
        let key = context.chargePoint.key
        let events = events
        let decision = try await database.write { connection in
            let decision = try ChargePointStore.recordBoot(key: key, request, at: context.receivedAt, in: connection)
            if decision != nil { try events.tell(.booted(request), of: key, at: context.receivedAt, in: connection) }
            return decision
        }
        // A charge point that was removed a moment ago is about to lose its connection.
        let status = decision?.registrationStatus ?? .rejected
        // The operator may have decided between the admission of this connection and its opening.
        connections.session(context.chargePoint.identity)?.adopt(registrationStatus: status)
        let interval =
            status == .accepted
            ? decision?.heartbeatIntervalSeconds ?? settings.heartbeatIntervalSeconds
            : settings.pendingRetryIntervalSeconds
        return BootNotificationResponse(
            status: status, currentTime: DateTime(time.now()), interval: try Seconds(max(interval, 1)))
    }
}
