import Testing

@testable import CentralSystem

@Suite("Charge point identities")
struct ChargePointIdentityTests {
    @Test("plain ones", arguments: ["C", "CP-1", "EVSE:7+%41", String(repeating: "x", count: 48)])
    func plain(text: String) throws {
        #expect(try #require(ChargePointIdentity(text)).isPlain)
    }

    @Test("ones that only an operator may register", arguments: ["CP 1", "säule/2", "充電"])
    func registered(text: String) throws {
        #expect(try !#require(ChargePointIdentity(text)).isPlain)
    }

    @Test("none", arguments: ["", " ", " CP", "CP ", "CP\n", "C\u{0}P", "C\u{7F}", String(repeating: "x", count: 49)])
    func none(text: String) {
        #expect(ChargePointIdentity(text) == nil)
    }

    @Test("what looks the same is the same")
    func normalised() {
        #expect(ChargePointIdentity("sa\u{308}ule")?.text.utf8.count == ChargePointIdentity("säule")?.text.utf8.count)
    }
}
