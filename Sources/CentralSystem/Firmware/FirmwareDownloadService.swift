import OCPPJ
import Persistence

/// What the listener for files asks when a charge point comes for its firmware.
package struct FirmwareDownloadService: Sendable {
    let database: any Database
    let time: any TimeSource

    /// What an address leads to.
    package enum Found: Sendable {
        case image(FirmwareImage, update: Int64)
        /// It was good once; the text says why it is not any more.
        case gone(String)
    }

    /// - Returns: nil for an address that was never given to anybody.
    package func find(token: String) async throws -> Found? {
        let now = time.now()
        return try await database.read { connection in
            guard let update = try FirmwareUpdateStore.find(token: token, in: connection) else { return nil }
            if let reason = update.addressEnded(at: now) { return .gone(reason) }
            guard let download = update.download, let image = try FirmwareImageStore.find(download.imageId, in: connection)
            else { return .gone("the image was deleted") }
            return .image(image, update: update.id)
        }
    }

    /// Notes that a part of the image went out to a charge point.
    ///
    /// - Parameters:
    ///   - range: which bytes.
    ///   - peer: the address it went to.
    package func delivered(_ range: Range<Int64>, of update: Int64, to peer: String) async throws {
        let now = time.now()
        try await database.write { connection in
            guard let update = try FirmwareUpdateStore.find(update, in: connection), var download = update.download else {
                return
            }
            download.delivered.insert(range)
            download.lastDeliveryAt = now
            download.deliveredTo = peer
            if download.completedAt == nil, download.delivered.covers(download.sizeBytes) { download.completedAt = now }
            try FirmwareUpdateStore.save(download, of: update.id, in: connection)
        }
    }
}
