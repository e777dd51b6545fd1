package import OCPPJ

/// A password as people choose it, checked.
package struct OperatorPassword: Sendable {
    /// In characters; bytes bound the work of hashing.
    private static let shortest = 12
    private static let longestBytes = 1024

    package static let rule: Phrase = "must have at least 12 characters (at most 1024 bytes), not all the same, and not hold the user's name"

    let bytes: [UInt8]

    /// - Throws: `CentralSystemError` with code `.invalidMember` when it is too easy to guess.
    package init(_ text: String, userName: String) throws(CentralSystemError) {
        // Long enough that the rest of a password is more than the name with a few characters around it.
        let holdsName = userName.count >= 4 && text.lowercased().contains(userName.lowercased())
        guard
            text.unicodeScalars.count >= Self.shortest, text.utf8.count <= Self.longestBytes, !holdsName,
            text.lowercased() != userName.lowercased(), Set(text).count > 1
        else { throw CentralSystemError(.invalidMember, member: "password", "password \(Self.rule)") }
        bytes = Array(text.utf8)
    }
}
