package import OCPPJ
package import Persistence

/// Security events of charge points.
package struct SecurityEventService: Sendable {
    /// The type of our own note that a charge point asked for a certificate (SignCertificate) and was turned down; the
    /// reason is with it.
    package static let signCertificateRejected = "SignCertificateRejected"

    let database: any Database

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
}
