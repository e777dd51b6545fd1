import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Sessions of users")
struct SessionTests {
    @Test("a session ends when it rests too long, and at the latest after its lifetime")
    func expiry() async throws {
        let settings = OperatorSettings(sessionIdleSeconds: 600, sessionLifetimeSeconds: 1500, passwordCost: .slight)
        try await OperatorFixture.with(settings) { fixture async throws in
            _ = try await fixture.operators.users.create("anna", role: .viewer, password: OperatorFixture.password)
            let resting = try await fixture.logIn()
            let used = try await fixture.logIn()
            fixture.time.advance(seconds: 590)
            #expect(try await fixture.operators.sessions.authenticate(used) != nil)
            fixture.time.advance(seconds: 10)
            #expect(try await fixture.operators.sessions.authenticate(resting) == nil)
            fixture.time.advance(seconds: 500)
            #expect(try await fixture.operators.sessions.authenticate(used) != nil)
            fixture.time.advance(seconds: 400)
            #expect(try await fixture.operators.sessions.authenticate(used) == nil)
        }
    }

    @Test("logging out, another password, another role and removal end sessions at once", arguments: 0..<4)
    func ends(way: Int) async throws {
        try await OperatorFixture.with { fixture async throws in
            let users = fixture.operators.users
            _ = try await users.create("anna", role: .viewer, password: OperatorFixture.password)
            let key = try await fixture.logIn("ANNA")
            #expect(try await fixture.operators.sessions.authenticate(key)?.principal.name == "anna")
            switch way {
            case 0: try await fixture.operators.sessions.logOut(key)
            case 1: try await users.setPassword("another long password", of: "anna")
            case 2: _ = try await users.setRole(.operator, of: "anna")
            default: try await users.remove("anna")
            }
            #expect(try await fixture.operators.sessions.authenticate(key) == nil)
        }
    }

    @Test("an unknown user and a wrong password are refused alike")
    func alike() async throws {
        try await OperatorFixture.with { fixture async throws in
            _ = try await fixture.operators.users.create("anna", role: .viewer, password: OperatorFixture.password)
            for (name, password) in [("anna", "wrong"), ("nobody", OperatorFixture.password), ("", "")] {
                await #expect(throws: LoginRefusal(reason: .wrongCredentials)) { try await fixture.logIn(name, password: password) }
            }
        }
    }

    @Test("neither the key of a session nor a token nor a password is in the database")
    func hashed() async throws {
        try await OperatorFixture.with { fixture async throws in
            _ = try await fixture.operators.users.create("anna", role: .viewer, password: OperatorFixture.password)
            let key = try await fixture.logIn()
            let token = try await fixture.operators.tokens.create(NewAPIToken(name: "t", role: .viewer), createdBy: "x").text
            let stored = try await fixture.database.read { connection in
                try connection.rows("SELECT key_hash AS t FROM operator_sessions").map { try $0.text("t") }
                    + connection.rows("SELECT password_hash AS t FROM users").map { try $0.text("t") }
                    + connection.rows("SELECT token_hash AS t FROM api_tokens").map { try $0.text("t") }
            }
            #expect(stored.count == 3)
            for secret in [key, token, OperatorFixture.password] { #expect(!stored.contains { $0.contains(secret) }) }
            #expect(stored[1].hasPrefix("scrypt-"))
        }
    }
}
