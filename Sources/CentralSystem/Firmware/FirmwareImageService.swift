import OCPPJ
import Persistence

/// The verbs on firmware images.
///
/// Storage failures come as `DatabaseError`.
package struct FirmwareImageService: Sendable {
    let database: any Database
    let time: any TimeSource
    let files: FileExchange
    let failures: FailureLog
    /// How long an image may be, in bytes.
    package let maximumBytes: Int

    /// Registers an image whose content is on disk. When this fails, the file goes.
    ///
    /// - Throws: `FileExchangeError` with code `.invalidMember`.
    package func create(_ new: NewFirmwareImage, _ file: ReceivedFile) async throws -> FirmwareImage {
        let now = time.now()
        do {
            try new.check()
            return try await database.write { try FirmwareImageStore.insert(new, file, at: now, in: $0) }
        } catch {
            await files.discard(file.storedName, from: .firmware, failures: failures)
            throw error
        }
    }

    /// Images, newest first.
    ///
    /// - Throws: `CentralSystemError` with code `.invalidCursor`.
    package func list(_ page: PageRequest = PageRequest()) async throws -> Page<FirmwareImage> {
        let before = try page.rowID()
        let images = try await database.read { try FirmwareImageStore.list(before: before, limit: page.limit + 1, in: $0) }
        return Page(images, limit: page.limit) { String($0.id) }
    }

    /// - Throws: `FileExchangeError` with code `.notFound`.
    package func get(_ id: Int64) async throws -> FirmwareImage {
        try await database.read { try Self.find(id, in: $0) }
    }

    /// Removes an image and its file. Updates that are over keep its name and version.
    ///
    /// - Throws: `FileExchangeError` (`.notFound`; `.conflict` while an update or a campaign needs it).
    package func delete(_ id: Int64) async throws {
        let now = time.now()
        let removed = try await database.write { connection in
            let image = try Self.find(id, in: connection)
            if let update = try FirmwareUpdateStore.firstUsing(image: id, at: now, in: connection) {
                throw FileExchangeError(
                    .conflict, "image \(id) is in use by update \(update); it can be deleted when that is over")
            }
            if let campaign = try FirmwareCampaignStore.firstUsing(image: id, in: connection) {
                throw FileExchangeError(.conflict, "image \(id) is in use by campaign \(campaign); cancel it first")
            }
            try FirmwareImageStore.delete(id, in: connection)
            return image
        }
        await files.discard(removed.file.storedName, from: .firmware, failures: failures)
    }

    static func find(_ id: Int64, in connection: any SQLConnection) throws -> FirmwareImage {
        guard let image = try FirmwareImageStore.find(id, in: connection) else {
            throw FileExchangeError(.notFound, "there is no firmware image \(id)")
        }
        return image
    }
}
