import CentralSystem
import Foundation
import HTTPTypes
import Testing

@testable import Console
@testable import WebAPI

@Suite("Pages about users, tokens and the audit log")
struct AdministrationPageTests {
    private static let other = "another long password"

    @Test("a user is added, gets another role and another password, and is removed")
    func users() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.administrator)
            let csrf = "csrf=\(try await console.forgeryToken(browser))"
            let new = FormText.encode([("name", "anna"), ("role", "viewer"), ("password", Self.other), ("repeated", "something else")])
            let refused = try await console.post("/users/new", "\(csrf)&\(new)", browser)
            #expect(refused.status == 422 && refused.text.contains("The two passwords differ"))
            #expect(refused.text.contains("value=\"anna\"") && !refused.text.contains(Self.other))
            let good = FormText.encode([("name", "anna"), ("role", "viewer"), ("password", Self.other), ("repeated", Self.other)])
            #expect(try await console.post("/users/new", "\(csrf)&\(good)", browser).status == 303)
            #expect(try await console.get("/users", browser).text.contains("/users/anna"))
            #expect(try await console.post("/users/anna", "\(csrf)&role=operator", browser).status == 303)
            #expect(try await console.centralSystem.operators.users.get("anna").role == .operator)
            let password = FormText.encode([("password", "short"), ("repeated", "short")])
            let short = try await console.post("/users/anna/password", "\(csrf)&\(password)", browser)
            #expect(short.status == 422 && short.text.contains("is-invalid"))
            #expect(try await console.get("/users/anna/remove", browser).text.contains("Remove anna?"))
            #expect(try await console.post("/users/anna/remove", csrf, browser).status == 303)
            #expect(try await console.get("/users/anna", browser).status == 404)
        }
    }

    @Test("a token is shown once and never in the list, and is refused after it was revoked")
    func tokens() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.administrator)
            let csrf = "csrf=\(try await console.forgeryToken(browser))"
            let fields = FormText.encode([
                ("name", "<billing>"), ("role", "viewer"), ("readOnly", "true"), ("expiresAt", "30"), ("scopes", "transactions"),
                ("scopes", "id-tags"),
            ])
            for expiry in ["", "90 days", "0", "31"] {
                let form = FormText.encode([("name", "endless"), ("role", "viewer"), ("expiresAt", expiry)])
                #expect(try await console.post("/tokens/new", "\(csrf)&\(form)", browser).status == 422, "\(expiry)")
            }
            let made = try await console.post("/tokens/new", "\(csrf)&\(fields)", browser)
            #expect(made.status == 200)
            let start = try #require(made.text.range(of: "Authorization: Bearer ")).upperBound
            let token = String(made.text[start...].prefix { $0 != "<" })
            let principal = try #require(try await console.centralSystem.operators.tokens.authenticate(token))
            #expect(principal.name == "<billing>" && principal.scope.isReadOnly && principal.scope.tags == ["transactions", "id-tags"])
            let list = try await console.get("/tokens", browser).text
            #expect(list.contains("&lt;billing&gt;") && !list.contains("<billing>") && !list.contains(token))
            let id = try #require(try await console.centralSystem.operators.tokens.list().items.first).id
            #expect(try await console.get("/tokens/\(id)/revoke", browser).status == 200)
            #expect(try await console.post("/tokens/\(id)/revoke", csrf, browser).status == 303)
            #expect(try await console.centralSystem.operators.tokens.authenticate(token) == nil)
            #expect(try await console.get("/tokens/\(id)/revoke", browser).status == 404)
        }
    }

    @Test("the audit log shows who did what, without secrets, and is narrowed by person, outcome and day")
    func audit() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.administrator)
            let csrf = "csrf=\(try await console.forgeryToken(browser))"
            let fields = FormText.encode([("name", "anna"), ("role", "viewer"), ("password", Self.other), ("repeated", Self.other)])
            _ = try await console.post("/users/new", "\(csrf)&\(fields)", browser)
            let all = try await console.get("/audit", browser).text
            #expect(all.contains("createUser") && all.contains("logIn") && !all.contains(Self.other))
            let narrowed = try await console.get("/audit?actor=administrator&action=createUser&outcome=done", browser).text
            #expect(narrowed.contains(">createUser<") && !narrowed.contains(">logIn<"))
            #expect(try await console.get("/audit?from=2001-01-01&to=2001-01-02", browser).text.contains("No entry matches"))
            #expect(try await console.get("/audit?from=nonsense", browser).status == 400)
            #expect(try await console.get("/audit?cursor=nonsense", browser).status == 400)
        }
    }

    @Test("one changes one's own password and signs in anew; a wrong one is told beside its field")
    func account() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.viewer)
            let csrf = "csrf=\(try await console.forgeryToken(browser))"
            let wrong = FormText.encode([("currentPassword", "wrong"), ("password", Self.other), ("repeated", Self.other)])
            let refused = try await console.post("/account", "\(csrf)&\(wrong)", browser)
            #expect(refused.status == 422 && refused.text.contains("field-currentPassword-error"))
            let right = FormText.encode([("currentPassword", ConsoleFixture.password), ("password", Self.other), ("repeated", Self.other)])
            let changed = try await console.post("/account", "\(csrf)&\(right)", browser)
            #expect(changed.headers[.location] == "/sign-in")
            #expect(try await console.get("/account", browser).status == 303)
        }
    }

    @Test("one sees one's sessions, and ends them everywhere")
    func signingOutEverywhere() async throws {
        try await withConsole { console async throws in
            let here = try await console.browser(.viewer)
            let there = try await console.browser(signedInAs: "viewer")
            let stranger = try await console.browser(.operator)
            let page = try await console.get("/account", here).text
            #expect(page.components(separatedBy: "this one</span>").count == 2)
            let csrf = "csrf=\(try await console.forgeryToken(here))"
            #expect(try await console.post("/account/sign-out-everywhere", csrf, here).headers[.location] == "/sign-in")
            #expect(try await console.get("/account", here).status == 303)
            #expect(try await console.get("/account", there).status == 303)
            #expect(try await console.get("/account", stranger).status == 200)
        }
    }

    @Test("days are those of the viewer's zone")
    func days() async throws {
        try await withConsole { console async throws in
            var browser = try await console.browser(.administrator)
            // The login was at 2026-09-21T14:13:20Z, which is 23:13 in Seoul and 04:13 of the next day at UTC+14.
            #expect(try await console.get("/audit?from=2026-09-22", browser).text.contains("No entry matches"))
            browser.cookies[Preferences.zoneCookie] = "840"
            #expect(!(try await console.get("/audit?from=2026-09-22", browser).text.contains("No entry matches")))
        }
    }
}
