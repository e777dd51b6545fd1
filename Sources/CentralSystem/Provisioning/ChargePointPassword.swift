package import OCPPJ

/// A charge point's password as an operator gives it, reduced to the bytes that count.
///
/// OCPP 1.6 (security whitepaper, section 3.3) transports the AuthorizationKey to the charge point as hexadecimal text, and the
/// charge point may log in with the bytes or with that text. Which of them an operator typed is told by its form: 32 to 40
/// hexadecimal characters are the key's hexadecimal text, anything else is the password itself.
package struct ChargePointPassword: Hashable, Sendable {
    /// What is allowed, for people.
    package static let rule: Phrase = "must have 1 to 128 bytes"

    /// What is stored as a hash and compared.
    let bytes: [UInt8]

    package init?(_ text: String) {
        guard (1...128).contains(text.utf8.count) else { return nil }
        if (32...40).contains(text.utf8.count), let key = Hexadecimal.decode(Array(text.utf8)) {
            bytes = key
        } else {
            bytes = Array(text.utf8)
        }
    }

    /// Reads the value of AuthorizationKey, which an operator may send as he likes: whatever a charge point takes is then its password.
    init(authorizationKey text: String) {
        if let password = ChargePointPassword(text) {
            self = password
        } else {
            bytes = Array(text.utf8)
        }
    }

    /// A new key of 20 random bytes as 40 hexadecimal characters, from the system's generator of unpredictable numbers.
    package static func generate() -> String {
        var generator = SystemRandomNumberGenerator()
        return Hexadecimal.encode((0..<20).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }

    /// The bytes that a password from the wire may stand for: itself; what it spells when it is hexadecimal text; its own
    /// hexadecimal text, in case the operator typed a key of unusual length.
    static func candidates(received password: [UInt8]) -> [(bytes: [UInt8], form: Form)] {
        var candidates: [(bytes: [UInt8], form: Form)] = [(password, .plain)]
        if let decoded = Hexadecimal.decode(password) { candidates.append((decoded, .hexadecimal)) }
        if (1...64).contains(password.count) {
            let spelt = Hexadecimal.encode(password)
            candidates.append((Array(spelt.utf8), .plain))
            candidates.append((Array(spelt.uppercased().utf8), .plain))
        }
        return candidates
    }

    /// The form in which a charge point sent its password.
    package enum Form: String, Sendable {
        case plain
        case hexadecimal
    }
}
