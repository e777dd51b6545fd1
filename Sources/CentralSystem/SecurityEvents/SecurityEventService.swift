package import OCPPJ
package import Persistence

/// Security events of charge points.
package struct SecurityEventService: Sendable {
    /// The type of our own note that a charge point asked for a certificate (SignCertificate) and was turned down; the
    /// reason is with it.
    package static let signCertificateRejected = "SignCertificateRejected"

    /// Events deleted at a time, so that no message waits long behind them.
    private static let pruneBatch = 1000

    let database: any Database
    let time: any TimeSource
    /// Days that events are kept; 0 keeps them for ever.
    let days: Int

    /// Adds an observation of our own about a charge point, for other features inside a write.
    package static func note(
        _ type: String, techInfo: String?, chargePointKey: Int64, at moment: Timestamp, in connection: any SQLConnection
    ) throws {
        let event = SecurityEvent(id: 0, type: type, timestamp: moment, techInfo: techInfo, receivedAt: moment)
        try SecurityEventStore.add(event, chargePointKey: chargePointKey, in: connection)
    }

    /// Events of one charge point, newest first.
    ///
    /// - Throws: `CentralSystemError` with code `.invalidCursor`.
    package func list(chargePointKey: Int64, _ page: PageRequest = PageRequest()) async throws -> Page<SecurityEvent> {
        let before = try page.rowID()
        let events = try await database.read {
            try SecurityEventStore.list(chargePointKey: chargePointKey, before: before, limit: page.limit + 1, in: $0)
        }
        return Page(events, limit: page.limit) { String($0.id) }
    }

    /// Events that match, of all charge points, newest first.
    ///
    /// - Throws: `CentralSystemError` (`.chargePointNotFound`, `.invalidCursor`).
    package func list(
        _ filter: SecurityEventFilter, _ page: PageRequest = PageRequest()
    ) async throws -> Page<SecurityEvent> {
        let before = try page.rowID()
        let events = try await database.read { connection in
            let key = try filter.chargePoint.map { identity in
                guard let key = try ChargePointService.key(of: identity, in: connection) else {
                    throw CentralSystemError.chargePointNotFound(identity)
                }
                return key
            }
            return try SecurityEventStore.list(
                filter, chargePointKey: key, before: before, limit: page.limit + 1, in: connection)
        }
        return Page(events, limit: page.limit) { String($0.id) }
    }

    /// - Throws: `CentralSystemError` with code `.notFound`.
    package func get(_ id: Int64) async throws -> SecurityEvent {
        try await database.read { try Self.find(id, in: $0) }
    }

    /// Records that an operator has looked at an event. The first word stands.
    ///
    /// - Throws: `CentralSystemError` (`.notFound`; `.conflict` when it is acknowledged already).
    package func acknowledge(_ id: Int64, note: String?, by operatorName: String) async throws -> SecurityEvent {
        let acknowledgement = SecurityEvent.Acknowledgement(time: time.now(), operatorName: operatorName, note: note)
        return try await database.write { connection in
            let event = try Self.find(id, in: connection)
            if let earlier = event.acknowledgement {
                throw CentralSystemError(
                    .conflict, "security event \(id) was acknowledged by \(earlier.operatorName) at \(earlier.time) already")
            }
            try SecurityEventStore.acknowledge(id, acknowledgement, in: connection)
            return try Self.find(id, in: connection)
        }
    }

    /// Deletes the events that are older than they are kept.
    func prune() async throws {
        guard days > 0 else { return }
        let now = time.now()
        let reference = try await database.read {
            try RetentionTime.reference(at: now, table: "security_events", column: "received_at", in: $0)
        }
        let limit = reference.advanced(bySeconds: -days * 86_400)
        while !Task.isCancelled {
            let deleted = try await database.write {
                try SecurityEventStore.prune(before: limit, limit: Self.pruneBatch, in: $0)
            }
            guard deleted == Self.pruneBatch else { return }
        }
    }

    private static func find(_ id: Int64, in connection: any SQLConnection) throws -> SecurityEvent {
        guard let event = try SecurityEventStore.find(id, in: connection) else {
            throw CentralSystemError(.notFound, "there is no security event \(id)")
        }
        return event
    }
}
