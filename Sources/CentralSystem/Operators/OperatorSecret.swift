import Crypto
import Foundation

/// Tokens and session keys: 256 random bits, stored as their SHA-256 alone.
///
/// One round of a fast hash is enough, because nobody guesses 256 bits. The hash is looked up in an index, so the time that takes
/// tells of hashes, from which nothing follows about tokens.
package enum OperatorSecret {
    /// The beginning of every token that was made for a program, by which scanners recognise one that leaked.
    package static let tokenPrefix = "stm_"

    /// 32 random bytes in base64url, after `prefix`.
    static func generate(prefix: String = "") -> String {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        return prefix
            + Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// SHA-256 in hexadecimal.
    package static func hash(of secret: String) -> String {
        Hexadecimal.encode(SHA256.hash(data: Array(secret.utf8)))
    }

    /// The key against forged requests that belongs to a session: follows from the session's key, from which it cannot be told
    /// back. A page that another site made can have the browser send the cookie, but cannot read it, so it does not know this.
    static func forgeryToken(of sessionKey: String) -> String {
        hash(of: "X-CSRF-Token " + sessionKey)
    }
}
