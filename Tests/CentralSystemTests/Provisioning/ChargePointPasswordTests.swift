import OCPPJ
import Testing

@testable import CentralSystem

@Suite("Charge point passwords")
struct ChargePointPasswordTests {
    static let key: [UInt8] = [0xFF, 0, 0xFE, 0x3A, 0x80, 0xC0, 0xA5, 0xFF, 0xFE, 0xFD, 0xFC, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    static let text = "ff00fe3a80c0a5fffefdfc010203040506070809"

    private func form(_ sent: [UInt8], stored: String) async throws -> ChargePointPassword.Form? {
        let password = try #require(ChargePointPassword(stored))
        let hash = try #require(PasswordHash(text: try PasswordHash(hashing: password).text))
        return try await PasswordVerifier().verify(sent, against: hash, from: PeerNetwork("10.0.0.7"))
    }

    @Test("a key matches as bytes and as hexadecimal text of either case")
    func key() async throws {
        #expect(try await form(Self.key, stored: Self.text) == .plain)
        #expect(try await form(Array(Self.text.utf8), stored: Self.text) == .hexadecimal)
        #expect(try await form(Array(Self.text.uppercased().utf8), stored: Self.text) == .hexadecimal)
        #expect(try await form(Self.key, stored: Self.text.uppercased()) == .plain)
    }

    @Test("other bytes do not match a key")
    func otherKey() async throws {
        #expect(try await form(Array(Self.key.dropLast()), stored: Self.text) == nil)
        #expect(try await form([], stored: Self.text) == nil)
        #expect(try await form(Array(Self.key.dropLast()) + [0], stored: Self.text) == nil)
    }

    @Test("a plain password matches as it is and as the text of its bytes", arguments: ["secret-of-sixteen", "short", "pa:ss:word", "Ümläut"])
    func plain(password: String) async throws {
        #expect(try await form(Array(password.utf8), stored: password) == .plain)
        #expect(try await form(Array(Hexadecimal.encode(password.utf8).utf8), stored: password) == .hexadecimal)
        #expect(try await form(Array((password + "x").utf8), stored: password) == nil)
    }

    @Test("a hexadecimal password of unusual length also matches as the bytes that it spells")
    func unusualLength() async throws {
        #expect(try await form([0xAB, 0xCD, 0xEF, 1, 2, 3, 4, 5, 6, 7], stored: "abcdef01020304050607") == .plain)
        #expect(try await form([0xAB, 0xCD, 0xEF, 1, 2, 3, 4, 5, 6, 7], stored: "ABCDEF01020304050607") == .plain)
    }

    @Test("keys are hashed fast, short passwords slowly, both with a salt of their own")
    func methods() throws {
        let key = try PasswordHash(hashing: try #require(ChargePointPassword(Self.text)))
        let again = try PasswordHash(hashing: try #require(ChargePointPassword(Self.text)))
        let short = try PasswordHash(hashing: try #require(ChargePointPassword("0123456789abcde")))
        #expect(key.method == .sha256)
        #expect(short.method == .scrypt)
        #expect(key != again)
        #expect(!key.text.contains(Self.text))
    }

    @Test("1 to 128 bytes are a password", arguments: [("", false), ("a", true), (String(repeating: "x", count: 128), true), (String(repeating: "x", count: 129), false)])
    func length(text: String, isAllowed: Bool) {
        #expect((ChargePointPassword(text) != nil) == isAllowed)
    }

    @Test("a generated password is 20 random bytes in hexadecimal")
    func generated() {
        let one = ChargePointPassword.generate()
        #expect(one.utf8.count == 40)
        #expect(Hexadecimal.decode(Array(one.utf8))?.count == 20)
        #expect(one != ChargePointPassword.generate())
    }

    @Test("what is stored in another form is not a hash", arguments: ["", "sha256$00", "md5$00$00", "sha256$zz$00", "sha256$00$0"])
    func unreadable(text: String) {
        #expect(PasswordHash(text: text) == nil)
    }
}
