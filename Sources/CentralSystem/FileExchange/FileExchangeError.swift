package import OCPPJ

/// Why a file, or a job about a file, is not to be had or cannot be taken.
package struct FileExchangeError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// Nothing has this id, or the file is not here.
        case notFound
        /// The state of things does not allow it.
        case conflict
        /// A member has a value that is not allowed, see `member`.
        case invalidMember
        /// The listener for files does not run.
        case unavailable
        /// The content is longer than allowed.
        case tooLarge
        /// The disk is full, or nearly.
        case noRoom
        /// The content broke off, or is empty, or is not in the form that its type announces.
        case incomplete
        /// The content is not the one that was announced.
        case checksumMismatch
        /// The disk failed; the log tells more.
        case storageFailed
    }

    package var code: Code
    /// The member at fault for `.invalidMember`.
    package var member: String?
    /// What is wrong and what to do, for people.
    package var phrase: Phrase

    package var description: String { phrase.text }

    package init(_ code: Code, member: String? = nil, _ phrase: Phrase) {
        self.code = code
        self.member = member
        self.phrase = phrase
    }
}

extension FileExchangeError {
    static let noFiles = FileExchangeError(.unavailable, "this server keeps no files")

    static func invalid(_ member: String, _ reason: Phrase) -> FileExchangeError {
        FileExchangeError(.invalidMember, member: member, "\(member) \(reason)")
    }
}
