import Crypto
import CryptoExtras
import Foundation

/// A password as it is stored: salted and hashed.
///
/// Passwords of 16 bytes or more, the length that OCPP demands, get one round of SHA-256. They are keys rather than passphrases:
/// the certified procedure makes them at random, and 128 bits cannot be guessed however fast the hash is; and after an outage
/// thousands of charge points log in within seconds, which a slow hash would turn into minutes. Shorter ones are what a person
/// thought up, so scrypt makes every guess expensive.
struct PasswordHash: Hashable, Sendable {
    enum Method: Hashable, Sendable {
        case sha256
        /// N = 2^14, r = 8, p = 1: 16 MiB of memory and some 50 ms a guess.
        case scrypt
    }

    private static let shortestKey = 16
    private static let rounds = 1 << 14
    private static let blockSize = 8

    let method: Method
    let salt: [UInt8]
    let digest: [UInt8]

    init(hashing password: ChargePointPassword) throws {
        method = password.bytes.count >= Self.shortestKey ? .sha256 : .scrypt
        var generator = SystemRandomNumberGenerator()
        salt = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
        digest = try Self.digest(of: password.bytes, salt: salt, method: method)
    }

    /// Reads what `text` wrote; nil for anything else.
    init?(text: String) {
        let parts = text.split(separator: "$")
        guard
            parts.count == 3, let salt = Hexadecimal.decode(Array(parts[1].utf8)),
            let digest = Hexadecimal.decode(Array(parts[2].utf8))
        else { return nil }
        switch parts[0] {
        case "sha256": method = .sha256
        case "scrypt-14-8-1": method = .scrypt
        default: return nil
        }
        self.salt = salt
        self.digest = digest
    }

    /// The form in which it is stored.
    var text: String {
        let name = method == .sha256 ? "sha256" : "scrypt-14-8-1"
        return "\(name)$\(Hexadecimal.encode(salt))$\(Hexadecimal.encode(digest))"
    }

    /// Whether a password of this length is hashed in this way at all; asking costs nothing.
    func canMatch(_ bytes: [UInt8]) -> Bool {
        (bytes.count >= Self.shortestKey) == (method == .sha256)
    }

    /// Whether `bytes` are the password. Takes some 50 ms for `.scrypt`.
    func matches(_ bytes: [UInt8]) throws -> Bool {
        Self.areEqual(try Self.digest(of: bytes, salt: salt, method: method), digest)
    }

    private static func digest(of bytes: [UInt8], salt: [UInt8], method: Method) throws -> [UInt8] {
        switch method {
        case .sha256:
            return Array(SHA256.hash(data: salt + bytes))
        case .scrypt:
            let key = try KDF.Scrypt.deriveKey(
                from: bytes, salt: salt, outputByteCount: 32, rounds: rounds, blockSize: blockSize, parallelism: 1)
            return key.withUnsafeBytes { Array($0) }
        }
    }

    /// Compares every byte whatever the outcome, so that the time taken tells nothing.
    private static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for index in left.indices { difference |= left[index] ^ right[index] }
        return difference == 0
    }
}
