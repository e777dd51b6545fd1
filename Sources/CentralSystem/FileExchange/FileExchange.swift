import Logging
import OCPPJ
import Persistence
import Synchronization

/// Where charge points fetch and bring files.
package final class FileExchange: Sendable {
    package let storage: any FileStorage
    private let base = Mutex<String?>(nil)

    package init(storage: any FileStorage = NoFileStorage()) {
        self.storage = storage
    }

    /// Tells under which address charge points reach the files; from then on, addresses can be given to them.
    ///
    /// - Parameter publicURL: without a slash at the end: `http://10.0.0.5:9001`.
    package func announce(_ publicURL: String) {
        base.withLock { $0 = publicURL }
    }

    /// Whether files can be exchanged yet.
    package var isAnnounced: Bool { base.withLock { $0 != nil } }

    /// The address of a path that begins with a slash.
    ///
    /// - Throws: `FileExchangeError` with code `.unavailable` before the address is known.
    func url(_ path: String) throws(FileExchangeError) -> String {
        guard let base = base.withLock({ $0 }) else {
            throw FileExchangeError(
                .unavailable, "the listener for files does not run, so there is no address to give; give a location of your own")
        }
        return base + path
    }

    /// Removes a file whose row is gone. That it may fail harms nobody: the next start tries again.
    func discard(_ name: String, from area: FileArea, failures: FailureLog) async {
        do {
            try await storage.remove(name, from: area)
        } catch {
            failures.report("A file could not be removed", error, metadata: ["file.area": "\(area)", "file.name": "\(name)"])
        }
    }

    /// Removes what a stop of the server left behind: files that no row knows. Before the first file is received.
    func removeOrphans(database: any Database, failures: FailureLog) async {
        do {
            let known = try await database.read { connection in
                [
                    FileArea.firmware: try FirmwareImageStore.storedNames(in: connection),
                    .diagnostics: try DiagnosticsJobStore.storedNames(in: connection),
                    .signingKeys: try FirmwareSigningKeyStore.storedNames(in: connection),
                ]
            }
            for area in FileArea.allCases {
                for name in try await storage.names(in: area) where known[area]?.contains(name) != true {
                    await discard(name, from: area, failures: failures)
                }
            }
        } catch {
            failures.report("Files without an owner could not be looked for", error)
        }
    }
}
