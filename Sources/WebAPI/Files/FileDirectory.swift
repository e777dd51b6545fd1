package import CentralSystem
package import Crypto
import Foundation
package import NIOCore
import OCPPJ
import Synchronization
import _NIOFileSystem

/// The files beside the database: `firmware/`, `diagnostics/` and `signing-keys/` under the data directory, readable by their owner
/// alone. Their names are random ones of our own; what operators and charge points call a file never becomes part of a path.
///
/// A file gets its name only when it is complete and on disk, so whatever goes wrong, also the power, no part of one is left.
package struct FileDirectory: FileStorage {
    /// Files stop being taken when less than this is free: the database shares the disk, and must never find it full of files.
    static let reservedBytes: Int64 = 100 * 1_048_576

    private let root: FilePath
    private let fileSystem = FileSystem.shared
    private let reserve: Int64

    /// Makes the directories where they are missing.
    ///
    /// - Parameters:
    ///   - dataDirectory: where the database lives.
    ///   - reservedBytes: how much of the disk is left alone.
    /// - Throws: `FileExchangeError` with code `.storageFailed`.
    package init(dataDirectory: String, reservedBytes: Int64? = nil) async throws {
        root = FilePath(dataDirectory)
        reserve = reservedBytes ?? Self.reservedBytes
        for area in FileArea.allCases {
            let path = root.appending(area.rawValue)
            do {
                try await fileSystem.createDirectory(
                    at: path, withIntermediateDirectories: true, permissions: .ownerReadWriteExecute)
            } catch {
                throw FileExchangeError(.storageFailed, "The directory \(path) cannot be made: \(error)")
            }
        }
    }

    package func names(in area: FileArea) async throws -> [String] {
        let path = root.appending(area.rawValue)
        return try await fileSystem.withDirectoryHandle(atPath: path) { directory in
            var names: [String] = []
            for try await entry in directory.listContents() where entry.type == .regular { names.append(entry.name.string) }
            return names
        }
    }

    package func remove(_ name: String, from area: FileArea) async throws {
        try await fileSystem.removeItem(at: path(of: name, in: area))
    }

    /// - Throws: `FileExchangeError` with code `.notFound` for a name that is none of ours, so that no other can lead anywhere.
    private func path(of name: String, in area: FileArea) throws -> FilePath {
        guard name.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }), (1...64).contains(name.utf8.count)
        else { throw FileExchangeError(.notFound, "There is no file of this name.") }
        return root.appending(area.rawValue).appending(name)
    }
}

extension FileDirectory {
    /// Writes content to disk as it comes and returns when it is safe there.
    ///
    /// - Parameter limit: in bytes.
    /// - Throws: `FileExchangeError` (`.tooLarge`, `.noRoom`, `.incomplete`, `.storageFailed`, and what `next` throws); then
    ///   nothing is left of it.
    package func receive(
        upTo limit: Int, in area: FileArea, next: () async throws -> ByteBuffer?
    ) async throws -> ReceivedFile {
        let name = FileToken.random(bytes: 16)
        do {
            let (size, digest) = try await fileSystem.withFileHandle(
                forWritingAt: path(of: name, in: area),
                options: .newFile(replaceExisting: false, permissions: .ownerReadWrite)
            ) { file in
                try await write(to: file, upTo: limit, next: next)
            }
            // The name of a file is safe when its directory is.
            try await fileSystem.withDirectoryHandle(atPath: root.appending(area.rawValue)) { try await $0.synchronize() }
            return ReceivedFile(
                storedName: name, sizeBytes: size, sha256: digest.map { String(format: "%02x", $0) }.joined())
        } catch {
            throw Self.storageError(error)
        }
    }

    private func write(
        to file: WriteFileHandle, upTo limit: Int, next: () async throws -> ByteBuffer?
    ) async throws -> (size: Int64, digest: [UInt8]) {
        var hash = SHA256()
        var waiting = ByteBuffer()
        var size: Int64 = 0
        try checkRoom()
        while let chunk = try await next() {
            hash.update(data: chunk.readableBytesView)
            waiting.writeImmutableBuffer(chunk)
            guard size + Int64(waiting.readableBytes) <= Int64(limit) else { throw FileExchangeError.tooLarge(limit) }
            // Chunks from the network are small; each write is a journey to another thread.
            guard waiting.readableBytes >= 262_144 else { continue }
            size += try await file.write(contentsOf: waiting.readableBytesView, toAbsoluteOffset: size)
            waiting.clear()
            // Others write too.
            try checkRoom()
        }
        size += try await file.write(contentsOf: waiting.readableBytesView, toAbsoluteOffset: size)
        guard size > 0 else { throw FileExchangeError(.incomplete, "The body is empty; the file's content is expected.") }
        try await file.synchronize()
        return (size, Array(hash.finalize()))
    }

    private func checkRoom() throws {
        var information = statvfs()
        guard statvfs(root.string, &information) == 0 else { return }
        let free = Int64(clamping: UInt64(information.f_bavail) &* UInt64(information.f_frsize))
        guard free >= reserve else {
            throw FileExchangeError(
                .noRoom,
                "The disk has less than \(reserve / 1_048_576) MiB free, which are kept for the database. Make room and try again.")
        }
    }

    /// In the words of people; what the file system said goes along.
    private static func storageError(_ error: any Error) -> any Error {
        guard let error = error as? FileSystemError else { return error }
        let cause = error.cause as? FileSystemError.SystemCallError
        switch cause?.errno {
        case .some(.noSpace), .some(.diskQuotaExceeded), .some(.fileTooLarge):
            return FileExchangeError(.noRoom, "There is no room left on the disk. Make room and try again.")
        default:
            return FileExchangeError(.storageFailed, "The file could not be stored: \(error)")
        }
    }
}

extension FileDirectory {
    /// A part of a file for an HTTP answer, read as fast as the peer takes it.
    ///
    /// - Throws: `FileExchangeError` (`.notFound`, `.storageFailed`).
    func open(_ name: String, in area: FileArea, expecting size: Int64) async throws {
        let path = try path(of: name, in: area)
        guard let information = try? await fileSystem.info(forFileAt: path, infoAboutSymbolicLink: true) else {
            throw FileExchangeError(.notFound, "The file is missing on disk.")
        }
        guard information.type == .regular, information.size == size else {
            throw FileExchangeError(.storageFailed, "The file on disk is not the one that was stored.")
        }
    }

    /// Reads a part of a file, piece by piece.
    func read(
        _ name: String, in area: FileArea, range: Range<Int64>, each: (ByteBuffer) async throws -> Void
    ) async throws {
        try await fileSystem.withFileHandle(forReadingAt: path(of: name, in: area)) { file in
            for try await chunk in file.readChunks(in: range, chunkLength: .bytes(65_536)) { try await each(chunk) }
        }
    }
}

extension FileDirectory {
    package func write(_ content: [UInt8], in area: FileArea) async throws -> String {
        var rest: ByteBuffer? = ByteBuffer(bytes: content)
        return try await receive(upTo: content.count, in: area) {
            defer { rest = nil }
            return rest
        }.storedName
    }

    package func read(_ name: String, in area: FileArea) async throws -> [UInt8] {
        let path = try path(of: name, in: area)
        do {
            return try await fileSystem.withFileHandle(forReadingAt: path) { file in
                Array(try await file.readToEnd(maximumSizeAllowed: .mebibytes(1)).readableBytesView)
            }
        } catch let error as FileSystemError {
            throw FileExchangeError(.storageFailed, "A file could not be read: \(error)")
        }
    }

    package func sha256(of name: String, in area: FileArea) async throws -> SHA256Digest {
        let path = try path(of: name, in: area)
        var hash = SHA256()
        do {
            try await fileSystem.withFileHandle(forReadingAt: path) { file in
                for try await chunk in file.readChunks(chunkLength: .bytes(262_144)) {
                    hash.update(data: chunk.readableBytesView)
                }
            }
        } catch let error as FileSystemError {
            throw FileExchangeError(.storageFailed, "A file could not be read: \(error)")
        }
        return hash.finalize()
    }
}

extension FileExchangeError {
    static func tooLarge(_ limit: Int) -> FileExchangeError {
        FileExchangeError(.tooLarge, "The file is longer than the \(limit) bytes that this server takes.")
    }
}
