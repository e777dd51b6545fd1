import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// Something happened that matters for security: it goes into the security log, and the Central System is told as far
    /// as it must be (security whitepaper, use case A04).
    mutating func note(_ event: SecurityEvent, _ detail: String? = nil, at now: Timestamp) {
        guard profile.security.knowsExtension else { return }
        security.log.record(event, detail, at: now)
        guard event.isTold else { return }
        do {
            let notification = SecurityEventNotification(
                type: try BoundedString(String(event.name.prefix(50))), timestamp: dated(now),
                techInfo: try detail.map { try BoundedString(String(String.UnicodeScalarView($0.unicodeScalars.prefix(255)))) })
            tell(notification)
        } catch {
            failed("SecurityEventNotification: \(error)")
        }
    }

    /// A notification that must not be lost (A04.FR.02): it waits until the Central System can be told.
    mutating func tell(_ notification: SecurityEventNotification) {
        if isOnline {
            outbox.append(.securityEvent(notification))
        } else {
            security.keep(notification)
        }
    }

    /// Tells what could not be told while the Central System was out of reach.
    mutating func tellSecurityEvents() {
        for notification in security.takeUntold() { outbox.append(.securityEvent(notification)) }
    }

    /// What an obstacle on the way to the Central System means for security; told once until a connection has come about.
    mutating func noteObstacle(_ obstacle: ConnectObstacle, _ reason: String, at now: Timestamp) {
        defer { security.obstacle = obstacle }
        guard let event = obstacle.event, security.obstacle != obstacle else { return }
        note(event, reason, at: now)
    }
}
