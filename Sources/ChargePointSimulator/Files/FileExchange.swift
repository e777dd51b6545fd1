package import Crypto

/// What charge points exchange with file servers, apart from OCPP: firmware comes, diagnostics go.
package protocol FileExchange: Sendable {
    /// Retrieves a file as charge points retrieve firmware; only its beginning is kept.
    func download(from location: String) async throws(FileExchangeFailure) -> RetrievedFile

    /// Delivers a file with HTTP PUT.
    func upload(_ content: [UInt8], named fileName: String, to location: String) async throws(FileExchangeFailure)
}

/// What is left of a file that was retrieved.
package struct RetrievedFile: Hashable, Sendable {
    /// How many octets of a file are kept.
    package static let headLimit = 1024

    /// The name that the server gave it, or else the last part of the location's path.
    package var name: String
    /// The first octets, at most `headLimit`.
    package var head: [UInt8]
    /// Of the whole file, in octets.
    package var length: Int
    /// Of the whole file: what signatures of firmware are made of.
    package var digest: SHA256Digest

    /// - Parameter digest: nil for a file of which the head is all.
    package init(name: String, head: [UInt8], length: Int, digest: SHA256Digest? = nil) {
        self.name = name
        self.head = head
        self.length = length
        self.digest = digest ?? SHA256.hash(data: head)
    }
}

/// A file that could not be retrieved or delivered, in words for people.
package struct FileExchangeFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

/// For charge points that reach no file server.
struct NoFileExchange: FileExchange {
    func download(from location: String) async throws(FileExchangeFailure) -> RetrievedFile {
        throw FileExchangeFailure("\(location): there is no way to file servers")
    }

    func upload(_ content: [UInt8], named fileName: String, to location: String) async throws(FileExchangeFailure) {
        throw FileExchangeFailure("\(location): there is no way to file servers")
    }
}
