import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Users, tokens and the audit log")
struct OperatorTests {
    @Test("passwords that are easy to guess are refused", arguments: ["short", "elevenchars", "aaaaaaaaaaaa", "anna-anna-anna", ""])
    func weak(password: String) async throws {
        try await OperatorFixture.with { fixture async throws in
            await #expect {
                _ = try await fixture.operators.users.create("anna", role: .viewer, password: password)
            } throws: { ($0 as? CentralSystemError)?.member == "password" }
        }
    }

    @Test("odd names are refused", arguments: ["", "-a", "a b", "a\nb", "ä", "api", String(repeating: "a", count: 65), "../x"])
    func names(name: String) {
        #expect(!UserName.isValid(name))
    }

    @Test("the last administrator stays, unless there is the administrator's token")
    func last() async throws {
        try await OperatorFixture.with { fixture async throws in
            let users = fixture.operators.users
            _ = try await users.create("anna", role: .administrator, password: OperatorFixture.password)
            await #expect { try await users.remove("anna") } throws: { ($0 as? CentralSystemError)?.code == .conflict }
            await #expect { _ = try await users.setRole(.viewer, of: "Anna") } throws: { ($0 as? CentralSystemError)?.code == .conflict }
            _ = try await users.create("berta", role: .administrator, password: OperatorFixture.password)
            try await users.remove("anna")
            try await StoredSettingsService(database: fixture.database).set(AdministratorToken.settingName, to: "00")
            try await users.remove("berta")
            #expect(try await users.list().items.isEmpty)
        }
    }

    @Test("the administrator's token is revoked only when somebody else can administer")
    func revokeAdministratorToken() async throws {
        try await OperatorFixture.with { fixture async throws in
            let settings = StoredSettingsService(database: fixture.database)
            try await settings.set(AdministratorToken.settingName, to: "00")
            let tokens = fixture.operators.tokens
            await #expect { try await tokens.revokeAdministratorToken() } throws: { ($0 as? CentralSystemError)?.code == .conflict }
            _ = try await fixture.operators.users.create("anna", role: .administrator, password: OperatorFixture.password)
            try await tokens.revokeAdministratorToken()
            #expect(try await !tokens.isAdministratorToken(hash: "00"))
            #expect(try await settings.value(AdministratorToken.settingName) == AdministratorToken.revoked)
        }
    }

    @Test("a token is good until it is revoked or expires, and tells when it was used")
    func tokens() async throws {
        try await OperatorFixture.with { fixture async throws in
            let tokens = fixture.operators.tokens
            let expiry = fixture.time.now().advanced(bySeconds: 100)
            let scope = TokenScope(isReadOnly: true, tags: ["transactions", "id-tags"])
            let (token, text) = try await tokens.create(
                NewAPIToken(name: "billing", role: .operator, scope: scope, expiresAt: expiry), createdBy: "anna")
            #expect(text.hasPrefix("stm_") && text.count == 47)
            let principal = try await tokens.authenticate(text)
            #expect(principal == Principal(kind: .token, name: "billing", role: .operator, scope: scope))
            #expect(try await tokens.list().items.first?.lastUsedAt == fixture.time.now())
            #expect(try await tokens.authenticate(text + "x") == nil)
            fixture.time.advance(seconds: 100)
            #expect(try await tokens.authenticate(text) == nil)
            try await tokens.revoke(token.id)
            #expect(try await tokens.list().items.isEmpty)
        }
    }

    @Test("nobody takes the name of somebody else", arguments: [
        "api", "Automation", "stationmaster", "Admin Token", "command line", "command line (root)", "ANNA", " anna", "anna ", "",
    ])
    func takenNames(name: String) async throws {
        try await OperatorFixture.with { fixture async throws in
            _ = try await fixture.operators.users.create("anna", role: .viewer, password: OperatorFixture.password)
            await #expect(throws: CentralSystemError.self) {
                try await fixture.operators.tokens.create(NewAPIToken(name: name, role: .viewer), createdBy: "anna")
            }
            _ = try await fixture.operators.tokens.create(NewAPIToken(name: "Billing", role: .viewer), createdBy: "anna")
            await #expect {
                try await fixture.operators.users.create("billing", role: .viewer, password: OperatorFixture.password)
            } throws: {
                ($0 as? CentralSystemError)?.code == .alreadyExists
            }
        }
    }

    @Test("scopes", arguments: [
        (TokenScope.everything, "firmware", false, true), (TokenScope(isReadOnly: true), "firmware", false, false),
        (TokenScope(isReadOnly: true), "firmware", true, true), (TokenScope(tags: ["id-tags"]), "firmware", true, false),
        (TokenScope(tags: ["id-tags"]), "id-tags", false, true), (TokenScope(tags: []), "id-tags", true, false),
    ])
    func scopes(scope: TokenScope, tag: String, isReading: Bool, isAllowed: Bool) {
        #expect(scope.allows(tag: tag, isReading: isReading) == isAllowed)
    }

    @Test("strangers cannot fill the audit log: refusals are bounded a minute, counted, and bounded for good")
    func bounded() async throws {
        try await OperatorFixture.with { fixture async throws in
            let audit = fixture.operators.audit
            func refuse() async throws {
                try await audit.record(
                    AuditEntry(at: audit.now(), actor: "x", actorKind: "stranger", action: "logIn", outcome: .refused))
            }
            for _ in 0..<100 { try await refuse() }
            #expect(try await audit.list(AuditFilter(), PageRequest(limit: 1000)).items.count == 60)
            fixture.time.advance(seconds: 60)
            try await refuse()
            #expect(try await audit.list().items.first?.detail == "40 refusals before this one are not recorded")
            try await fixture.database.write { try AuditStore.keepRefusals(10, in: $0) }
            #expect(try await audit.list().items.count == 10)
        }
    }

    @Test("the audit log forgets by age")
    func retention() async throws {
        try await OperatorFixture.with(OperatorSettings(auditDays: 10, passwordCost: .slight)) { fixture async throws in
            let audit = fixture.operators.audit
            for day in 0..<12 {
                try await audit.record(
                    AuditEntry(at: audit.now(), actor: "anna", actorKind: "session", action: "\(day)", outcome: .done))
                fixture.time.advance(seconds: 86_400)
            }
            try await audit.prune()
            #expect(try await audit.list().items.map(\.action) == (2..<12).reversed().map(String.init))
        }
    }

    @Test("a clock that jumps years ahead leaves the audit log as it is")
    func jump() async throws {
        try await OperatorFixture.with(OperatorSettings(auditDays: 10, passwordCost: .slight)) { fixture async throws in
            let audit = fixture.operators.audit
            for action in ["before", "after"] {
                try await audit.record(
                    AuditEntry(at: audit.now(), actor: "anna", actorKind: "session", action: action, outcome: .done))
                if action == "before" { fixture.time.advance(seconds: 10 * 365 * 86_400) }
            }
            try await audit.prune()
            #expect(try await audit.list().items.map(\.action) == ["after", "before"])
        }
    }
}
