import Persistence

/// Security events of charge points.
package struct SecurityEventService: Sendable {
    /// The type of our own note that a charge point asked for a certificate (SignCertificate) and was turned down, because no
    /// certificate authority is set up.
    package static let signCertificateRejected = "SignCertificateRejected"

    let database: any Database

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
