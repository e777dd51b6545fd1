package import Crypto
import OCPPJ

/// What kind of file lies where.
package enum FileArea: String, CaseIterable, Sendable {
    /// Firmware images, which charge points fetch.
    case firmware
    /// Diagnostics, which charge points bring.
    case diagnostics
    /// Private keys that firmware is signed with. Nobody fetches them.
    case signingKeys = "signing-keys"
}

/// The files beside the database. The Central System only says which of them may go; reading and writing them is the business of
/// whoever talks HTTP.
package protocol FileStorage: Sendable {
    /// The names of all files of an area.
    func names(in area: FileArea) async throws -> [String]

    /// Removes a file; one that is gone already is no error.
    func remove(_ name: String, from area: FileArea) async throws

    /// Writes a short file of the server's own and returns its name when it is safe on disk, readable by its owner alone.
    func write(_ content: [UInt8], in area: FileArea) async throws -> String

    /// The content of a short file.
    func read(_ name: String, in area: FileArea) async throws -> [UInt8]

    /// The SHA-256 of a file, read piece by piece, however long it is.
    func sha256(of name: String, in area: FileArea) async throws -> SHA256Digest
}

extension FileStorage {
    package func write(_ content: [UInt8], in area: FileArea) async throws -> String { throw FileExchangeError.noFiles }
    package func read(_ name: String, in area: FileArea) async throws -> [UInt8] { throw FileExchangeError.noFiles }
    package func sha256(of name: String, in area: FileArea) async throws -> SHA256Digest { throw FileExchangeError.noFiles }
}

/// No files at all, for a Central System that exchanges none.
package struct NoFileStorage: FileStorage {
    package init() {}

    package func names(in area: FileArea) async throws -> [String] { [] }
    package func remove(_ name: String, from area: FileArea) async throws {}
}

/// A file that was written completely and is on disk.
package struct ReceivedFile: Hashable, Sendable {
    /// What it is called in its area: random, never what a stranger called it.
    package var storedName: String
    package var sizeBytes: Int64
    /// The SHA-256 of its content, in hexadecimal.
    package var sha256: String

    package init(storedName: String, sizeBytes: Int64, sha256: String) {
        self.storedName = storedName
        self.sizeBytes = sizeBytes
        self.sha256 = sha256
    }
}
