import Persistence

/// What charge points report about their firmware updates.
package struct FirmwareStatusService: Sendable {
    let database: any Database

    /// Reports of one charge point, newest first.
    ///
    /// - Throws: `CentralSystemError` with code `.invalidCursor`.
    package func list(chargePointKey: Int64, _ page: PageRequest = PageRequest()) async throws -> Page<FirmwareStatusRecord> {
        let before = try page.rowID()
        let records = try await database.read {
            try FirmwareStatusStore.list(chargePointKey: chargePointKey, before: before, limit: page.limit + 1, in: $0)
        }
        return Page(records, limit: page.limit) { String($0.id) }
    }
}
