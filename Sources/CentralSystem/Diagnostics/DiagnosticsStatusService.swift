import Persistence

/// What charge points report about uploads of diagnostics and logs.
package struct DiagnosticsStatusService: Sendable {
    let database: any Database

    /// Reports of one kind and charge point, newest first.
    ///
    /// - Throws: `CentralSystemError` with code `.invalidCursor`.
    package func list(
        _ kind: DiagnosticsStatusRecord.Kind, chargePointKey: Int64, _ page: PageRequest = PageRequest()
    ) async throws -> Page<DiagnosticsStatusRecord> {
        let before = try page.rowID()
        let records = try await database.read {
            try DiagnosticsStatusStore.list(
                kind, chargePointKey: chargePointKey, before: before, limit: page.limit + 1, in: $0)
        }
        return Page(records, limit: page.limit) { String($0.id) }
    }
}
