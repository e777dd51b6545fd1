package import OCPPJ

/// A person who may log in.
package struct User: Hashable, Sendable {
    /// As it was first written; compared without regard to case.
    package var name: String
    package var role: Role
    package var createdAt: Timestamp
    package var updatedAt: Timestamp
    package var passwordChangedAt: Timestamp
    package var lastLoginAt: Timestamp?
}

/// A user's name.
package enum UserName {
    package static let rule: Phrase = "must have 1 to 64 letters, digits or characters of ._@- and begin with a letter or digit"

    /// Names that stand for somebody else in records.
    private static let reserved: Set<String> = ["api", "automation", "stationmaster", "command line"]

    /// Whether a text may be a user's name.
    package static func isValid(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= 64, isLetterOrDigit(first) else { return false }
        return text.utf8.allSatisfy { isLetterOrDigit($0) || "._@-".utf8.contains($0) } && !isReserved(text)
    }

    /// Whether a name stands for somebody else in records, so that neither a user nor a token may have it.
    static func isReserved(_ text: String) -> Bool {
        let name = key(text)
        return reserved.contains(name) || name == Principal.administratorToken.name || name.hasPrefix("command line (")
    }

    /// The form in which names are compared.
    static func key(_ text: String) -> String { text.lowercased() }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
