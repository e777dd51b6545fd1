import Foundation
package import OCPPJ

/// A charge point identity: the last path component of the connection URL, percent-decoded (OCPP-J 1.6, section 3.1.1).
///
/// 1 to 48 characters without control characters, not beginning or ending with a blank. Upper and lower case differ. An operator
/// may register any of them; what introduces itself must be plain, see `isPlain`.
package struct ChargePointIdentity: Hashable, Sendable, CustomStringConvertible {
    /// What is allowed, for people.
    package static let rule: Phrase = "must be 1 to 48 characters, none of them a control character, the first and last not blank"

    package let text: String

    package init?(_ text: String) {
        guard (1...192).contains(text.utf8.count), text.count <= 48 else { return nil }
        guard
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }),
            text.first?.isWhitespace == false, text.last?.isWhitespace == false
        else { return nil }
        // One spelling of what looks the same, because the database compares bytes.
        self.text = text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
    }

    /// Whether it is made of visible ASCII characters other than `/`. A stranger is taken in under no other name: blanks and
    /// look-alikes from other alphabets would only serve to confuse people.
    package var isPlain: Bool {
        text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "/") }
    }

    package var description: String { text }
}
