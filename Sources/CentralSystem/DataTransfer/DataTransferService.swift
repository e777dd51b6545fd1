import Persistence

/// DataTransfers that charge points sent.
package struct DataTransferService: Sendable {
    let database: any Database

    /// DataTransfers of one charge point, newest first; the newest 1,000 are kept.
    ///
    /// - Throws: `CentralSystemError` with code `.invalidCursor`.
    package func list(chargePointKey: Int64, _ page: PageRequest = PageRequest()) async throws -> Page<DataTransferRecord> {
        let before = try page.rowID()
        let records = try await database.read {
            try DataTransferStore.list(chargePointKey: chargePointKey, before: before, limit: page.limit + 1, in: $0)
        }
        return Page(records, limit: page.limit) { String($0.id) }
    }
}
