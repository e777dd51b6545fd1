package import OCPP16
import OCPPJ
import Persistence

/// DataTransfers both ways, and the vendors whose messages are handed on.
package struct DataTransferService: Sendable {
    let database: any Database
    let time: any TimeSource
    let webhook: any DataTransferWebhook

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

    /// Registered vendors in alphabetical order.
    package func vendors(_ page: PageRequest = PageRequest()) async throws -> Page<DataTransferVendor> {
        let after = page.cursor
        let found = try await database.read {
            try DataTransferVendorStore.list(after: after, limit: page.limit + 1, in: $0)
        }
        return Page(found, limit: page.limit) { $0.vendorId.key }
    }

    /// - Throws: `CentralSystemError` with code `.notFound`.
    package func vendor(_ id: CiString<255>) async throws -> DataTransferVendor {
        guard let found = try await database.read({ try DataTransferVendorStore.find(id.key, in: $0) }) else {
            throw Self.unknown(id)
        }
        return found
    }

    /// Registers a vendor.
    ///
    /// - Throws: `CentralSystemError` (`.alreadyExists`, `.invalidMember`).
    package func createVendor(_ id: CiString<255>, _ values: DataTransferVendorValues) async throws -> DataTransferVendor {
        try values.check()
        try await checkDestination(of: values)
        let now = time.now()
        let vendor = DataTransferVendor(vendorId: id, values: values, createdAt: now, updatedAt: now)
        return try await database.write { connection in
            guard try DataTransferVendorStore.find(id.key, in: connection) == nil else {
                throw CentralSystemError(.alreadyExists, "vendor \(id.text) is registered already; change it instead")
            }
            try DataTransferVendorStore.save(vendor, in: connection)
            return vendor
        }
    }

    /// Registers a vendor, or changes a registered one.
    ///
    /// - Parameter change: makes the new values from those there are; nil for a new vendor.
    /// - Throws: `CentralSystemError` (`.invalidMember`), and what `change` throws.
    package func putVendor(
        _ id: CiString<255>, _ change: @escaping @Sendable (DataTransferVendorValues?) throws -> DataTransferVendorValues
    ) async throws -> (vendor: DataTransferVendor, isNew: Bool) {
        let now = time.now()
        // Where the URL leads cannot be asked inside the write.
        let planned = try change(try await database.read { try DataTransferVendorStore.find(id.key, in: $0)?.values })
        try planned.check()
        try await checkDestination(of: planned)
        return try await database.write { connection in
            let known = try DataTransferVendorStore.find(id.key, in: connection)
            let values = try change(known?.values)
            try values.check()
            let vendor = DataTransferVendor(vendorId: id, values: values, createdAt: known?.createdAt ?? now, updatedAt: now)
            try DataTransferVendorStore.save(vendor, in: connection)
            return (vendor, known == nil)
        }
    }

    private func checkDestination(of values: DataTransferVendorValues) async throws {
        if let refusal = await webhook.refusal(of: values.url) {
            throw CentralSystemError(.invalidMember, member: "url", refusal)
        }
    }

    /// Charge points are answered `UnknownVendorId` from now on.
    ///
    /// - Throws: `CentralSystemError` with code `.notFound`.
    package func deleteVendor(_ id: CiString<255>) async throws {
        guard try await database.write({ try DataTransferVendorStore.delete(id.key, in: $0) }) else { throw Self.unknown(id) }
    }

    package static func unknown(_ id: CiString<255>) -> CentralSystemError {
        CentralSystemError(.notFound, "vendor \(id.text) is not registered")
    }
}
