import Foundation
import Synchronization

/// Prepares the directory of a database file and keeps other servers out of it until it is released.
///
/// SQLite itself would let two servers share the file; they would not know of each other's connections and transactions.
final class DataDirectory: Sendable {
    /// Nil once released.
    private let lockFile: Mutex<Int32?>

    /// - Throws: `DatabaseError` with code `.notWritable`, `.full` or `.inUse`.
    init(databasePath: String) throws(DatabaseError) {
        let directory = URL(fileURLWithPath: databasePath).deletingLastPathComponent().path
        try Self.create(directory)
        lockFile = Mutex(try Self.lock(databasePath + ".lock", directory))
        try Self.createPrivateFile(databasePath)
    }

    deinit {
        release()
    }

    /// The directory of a server that runs, for a short visit: without the lock, which the server has. SQLite itself keeps writes of
    /// several processes apart.
    ///
    /// - Throws: `DatabaseError` with code `.notWritable` when there is no database that can be written.
    init(guestOf databasePath: String) throws(DatabaseError) {
        lockFile = Mutex(nil)
        guard access(databasePath, R_OK | W_OK) == 0 else { throw Self.notWritable(databasePath, errno) }
    }

    /// Lets other servers in. The lock file stays: were it deleted, two servers could lock two files of the same name.
    func release() {
        lockFile.withLock { file in
            if let descriptor = file { close(descriptor) }
            file = nil
        }
    }

    private static func create(_ directory: String) throws(DatabaseError) {
        if !FileManager.default.fileExists(atPath: directory) {
            do {
                try FileManager.default.createDirectory(
                    atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700]
                )
            } catch {
                throw DatabaseError(
                    .notWritable,
                    "the data directory \(directory) cannot be created: "
                        + "create it and make it writable for this user, or name another one"
                )
            }
        }
        guard access(directory, W_OK | X_OK) == 0 else {
            throw notWritable(directory, errno)
        }
    }

    private static func lock(_ path: String, _ directory: String) throws(DatabaseError) -> Int32 {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw notWritable(path, errno) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            var text = [UInt8](repeating: 0, count: 20)
            let count = max(0, pread(file, &text, text.count, 0))
            close(file)
            let owner = String(decoding: text[..<count].prefix { $0 > 32 }, as: UTF8.self)
            throw DatabaseError(
                .inUse,
                "the data directory \(directory) is in use by another server"
                    + (owner.isEmpty ? "" : " (process \(owner))")
                    + ": stop that one, or give this one a data directory of its own"
            )
        }
        let owner = Array("\(getpid())\n".utf8)
        // Only for the message above; the lock holds without it.
        if ftruncate(file, 0) == 0 { _ = pwrite(file, owner, owner.count, 0) }
        return file
    }

    /// SQLite gives its log the permissions of the database, so this decides for all of them.
    private static func createPrivateFile(_ path: String) throws(DatabaseError) {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw notWritable(path, errno) }
        close(file)
    }

    private static func notWritable(_ path: String, _ code: Int32) -> DatabaseError {
        let reason = String(cString: strerror(code))
        if code == ENOSPC || code == EDQUOT {
            return DatabaseError(.full, "there is no room for \(path) (\(reason)): free some and start again")
        }
        return DatabaseError(
            .notWritable, "\(path) cannot be written (\(reason)): make it writable for this user, or name another data directory"
        )
    }
}
