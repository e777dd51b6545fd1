import Crypto
package import CentralSystem

/// Knows the administrator's token by its SHA-256 hash alone.
package struct TokenAuthentication: Sendable {
    /// The setting under which the hash of a generated token is kept.
    package static let settingName = AdministratorToken.settingName

    /// Nil when no token is accepted.
    private let hash: [UInt8]?
    /// Whether the token was generated, and may be revoked while the server runs.
    let isStored: Bool

    /// - Parameter token: the administrator's token as people know it.
    package init(token: String) {
        hash = Self.hash(of: token)
        isStored = false
    }

    /// - Parameter hash: 32 bytes in hexadecimal, as `hexadecimalHash(of:)` gives them; nil is returned for anything else.
    package init?(hexadecimalHash text: String) {
        let digits = text.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count == 64, text.utf8.count == 64 else { return nil }
        hash = stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
        isStored = true
    }

    private init() {
        hash = nil
        isStored = true
    }

    /// Accepts nothing: the token was revoked.
    static let none = TokenAuthentication()

    /// The authentication to use, and the token when a new one had to be made: show it to the operator once.
    ///
    /// - Parameters:
    ///   - token: the token that the operator set, for example in the environment; nil or empty when there is none. It is in
    ///     force as long as it is set and is not stored.
    ///   - settings: where the hash of a generated token is kept.
    package static func load(
        token: String?, settings: StoredSettingsService
    ) async throws -> (authentication: TokenAuthentication, generatedToken: String?) {
        if let token, !token.isEmpty { return (TokenAuthentication(token: token), nil) }
        if let stored = try await settings.value(settingName) {
            if stored == AdministratorToken.revoked { return (.none, nil) }
            if let known = TokenAuthentication(hexadecimalHash: stored) { return (known, nil) }
        }
        let token = generateToken()
        let hash = hexadecimalHash(of: token)
        try await settings.set(settingName, to: hash)
        return (TokenAuthentication(hexadecimalHash: hash) ?? TokenAuthentication(token: token), token)
    }

    /// Whether this is the token. The time it takes tells nothing about how much of it is right.
    package func accepts(_ token: String) -> Bool {
        guard let hash else { return false }
        var difference: UInt8 = 0
        for (left, right) in zip(Self.hash(of: token), hash) { difference |= left ^ right }
        return difference == 0
    }

    /// The SHA-256 hash of a token in hexadecimal.
    package static func hexadecimalHash(of token: String) -> String {
        hexadecimal(hash(of: token))
    }

    private static func hash(of token: String) -> [UInt8] {
        Array(SHA256.hash(data: Array(token.utf8)))
    }

    /// 32 random bytes in hexadecimal.
    private static func generateToken() -> String {
        var generator = SystemRandomNumberGenerator()
        return hexadecimal((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0x0F)]] })
    }
}
