import CryptoExtras
import Foundation

/// A user's password as it is stored: salted and hashed with scrypt (RFC 7914), which makes every guess cost memory and time.
struct OperatorPasswordHash: Hashable, Sendable {
    private static let blockSize = 8

    let cost: OperatorPasswordCost
    let salt: [UInt8]
    let digest: [UInt8]

    /// Takes as long as `cost` says.
    init(hashing bytes: [UInt8], cost: OperatorPasswordCost) throws {
        var generator = SystemRandomNumberGenerator()
        self.cost = cost
        salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        digest = try Self.digest(of: bytes, salt: salt, cost: cost)
    }

    /// A hash that no password has, to spend the same time on a user who does not exist.
    init(ofNobodyWith cost: OperatorPasswordCost) {
        self.cost = cost
        salt = [UInt8](repeating: 0, count: 16)
        digest = []
    }

    /// Reads what `text` wrote; nil for anything else.
    init?(text: String) {
        let parts = text.split(separator: "$")
        guard
            parts.count == 3, let salt = Hexadecimal.decode(Array(parts[1].utf8)),
            let digest = Hexadecimal.decode(Array(parts[2].utf8))
        else { return nil }
        let numbers = parts[0].split(separator: "-")
        guard
            numbers.count == 4, numbers[0] == "scrypt", let exponent = Int(numbers[1]), (1...24).contains(exponent),
            numbers[2] == "8", let parallelism = Int(numbers[3]), (1...16).contains(parallelism)
        else { return nil }
        cost = OperatorPasswordCost(exponent: exponent, parallelism: parallelism)
        self.salt = salt
        self.digest = digest
    }

    /// The form in which it is stored. It names its cost, so that a later version can demand more.
    var text: String {
        "scrypt-\(cost.exponent)-\(Self.blockSize)-\(cost.parallelism)$\(Hexadecimal.encode(salt))$\(Hexadecimal.encode(digest))"
    }

    /// Whether `bytes` are the password; compares every byte whatever the outcome.
    func matches(_ bytes: [UInt8]) throws -> Bool {
        let candidate = try Self.digest(of: bytes, salt: salt, cost: cost)
        guard candidate.count == digest.count else { return false }
        var difference: UInt8 = 0
        for index in digest.indices { difference |= candidate[index] ^ digest[index] }
        return difference == 0
    }

    private static func digest(of bytes: [UInt8], salt: [UInt8], cost: OperatorPasswordCost) throws -> [UInt8] {
        let key = try KDF.Scrypt.deriveKey(
            from: bytes, salt: salt, outputByteCount: 32, rounds: 1 << cost.exponent, blockSize: blockSize,
            parallelism: cost.parallelism)
        return key.withUnsafeBytes { Array($0) }
    }
}

/// What one guess at a user's password costs.
package struct OperatorPasswordCost: Hashable, Sendable {
    /// N = 2 to this power; with blocks of 1 KiB, also the memory in KiB.
    package var exponent: Int
    /// How often that is done.
    package var parallelism: Int

    package init(exponent: Int, parallelism: Int) {
        self.exponent = exponent
        self.parallelism = parallelism
    }

    /// 32 MiB, three times: one of the equivalent choices that OWASP's Password Storage Cheat Sheet gives as the least.
    package static let standard = OperatorPasswordCost(exponent: 15, parallelism: 3)
    /// For tests that are not about passwords.
    package static let slight = OperatorPasswordCost(exponent: 4, parallelism: 1)
}
