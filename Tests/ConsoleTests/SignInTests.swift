import CentralSystem
import HTTPTypes
import OCPPJ
import Testing

@testable import Console
@testable import WebAPI

@Suite("Signing in to the console")
struct SignInTests {
    @Test("a stranger is led to the sign-in page, and from there to where they wanted to go")
    func next() async throws {
        try await withConsole { console async throws in
            _ = try await console.browser(.viewer)
            let led = try await console.get("/charge-points?state=faulted")
            #expect(led.status == 303)
            #expect(led.headers[.location] == "/sign-in?next=%2Fcharge-points%3Fstate%3Dfaulted")
            let page = try await console.get("/sign-in?next=%2Fcharge-points%3Fstate%3Dfaulted")
            #expect(page.text.contains("name=\"next\" value=\"/charge-points?state=faulted\""))
            let answer = try await console.post(
                "/sign-in", "user=viewer&password=correct+horse+battery&next=%2Fcharge-points%3Fstate%3Dfaulted")
            #expect(answer.headers[.location] == "/charge-points?state=faulted")
            #expect(answer.headers[.setCookie]?.contains("HttpOnly; SameSite=Strict") == true)
        }
    }

    @Test(
        "nobody is led to another site",
        arguments: ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/a b", "/\u{0}", "evil", ""])
    func elsewhere(next: String) {
        #expect(LocalPath.checked(next) == "/")
    }

    @Test("a wrong password shows the form again, with the name and without the password")
    func wrong() async throws {
        try await withConsole { console async throws in
            _ = try await console.browser(.viewer)
            let answer = try await console.post("/sign-in", "user=viewer&password=not+this+one+either")
            #expect(answer.status == 401)
            #expect(answer.text.contains("User name or password is wrong."))
            #expect(answer.text.contains("value=\"viewer\""))
            #expect(!answer.text.contains("not this one"))
        }
    }

    @Test("whoever tries too often is told to wait, in their language")
    func tooOften() async throws {
        try await withConsole { console async throws in
            _ = try await console.browser(.viewer)
            var browser = ConsoleFixture.Browser()
            browser.cookies[Preferences.languageCookie] = "ko"
            var last = try await console.post("/sign-in", "user=viewer&password=wrong", browser)
            for _ in 0..<20 where last.status == 401 { last = try await console.post("/sign-in", "user=viewer&password=wrong", browser) }
            #expect(last.status == 429 && last.text.contains("초 뒤에 다시 시도하십시오"))
        }
    }

    @Test("whoever comes with a session that is over is told so, and whoever signed out is not")
    func sessionOver() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.viewer)
            #expect(!(try await console.get("/sign-in").text.contains("Your session has ended")))
            console.time.advance(seconds: 100_000)
            let led = try await console.get("/charge-points", browser)
            #expect(led.headers[.location] == "/sign-in?next=%2Fcharge-points")
            #expect(try await console.get("/sign-in?next=%2Fcharge-points", browser).text.contains("Your session has ended"))
        }
    }

    @Test("the first user is made with the administrator's token, and nobody is made so after that")
    func firstUser() async throws {
        try await withConsole { console async throws in
            #expect(try await console.get("/sign-in").headers[.location] == "/sign-in/first-user")
            let user = "&name=ada&password=correct+horse+battery"
            let refused = try await console.post("/sign-in/first-user", "token=guess\(user)")
            #expect(refused.status == 422)
            #expect(refused.text.contains("id=\"field-token-error\""))
            let made = try await console.post("/sign-in/first-user", "token=a+token+for+tests\(user)")
            #expect(made.status == 303)
            let browser = ConsoleFixture.browser(with: made)
            #expect(try await console.get("/", browser).status == 200)
            #expect(try await console.get("/sign-in/first-user").headers[.location] == "/sign-in")
            let second = try await console.post("/sign-in/first-user", "token=a+token+for+tests&name=eve&password=correct+horse+battery")
            #expect(second.headers[.location] == "/sign-in")
            #expect(try await console.centralSystem.operators.users.list().items.map(\.name) == ["ada"])
            let audit = try await console.centralSystem.operators.audit.list().items.map { "\($0.action) \($0.actor)" }
            #expect(audit.contains("createUser admin token"))
            #expect(audit.contains("authenticate unknown token"))
        }
    }

    @Test("the printed link lets its user in once, and not after its time")
    func oneTimeLink() async throws {
        try await withConsole { console async throws in
            _ = try await console.centralSystem.operators.users.create("demo", role: .administrator, password: ConsoleFixture.password)
            #expect(try await console.get(OneTimeSignIn.prefix + "guess").headers[.location] == "/sign-in")
            let first = try await console.get(console.entrancePath)
            #expect(first.headers[.location] == "/")
            let browser = ConsoleFixture.browser(with: first)
            #expect(try await console.get("/", browser).text.contains("demo"))
            #expect(try await console.get(console.entrancePath).headers[.location] == "/sign-in")
        }
        let (entrance, path) = OneTimeEntrance.make(for: "demo", at: ConsoleFixture.start)
        let secret = String(path.dropFirst(OneTimeSignIn.prefix.count))
        #expect(!entrance.redeem(secret, at: ConsoleFixture.start.advanced(bySeconds: OneTimeEntrance.lifetimeSeconds)))
        #expect(entrance.redeem(secret, at: ConsoleFixture.start))
    }

    @Test("whoever signs out is out")
    func signOut() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.viewer)
            let token = try await console.forgeryToken(browser)
            let answer = try await console.post("/sign-out", "csrf=\(token)", browser)
            #expect(answer.headers[.location] == "/sign-in")
            let page = try await console.get("/sign-in", ConsoleFixture.browser(with: answer, browser)).text
            #expect(page.contains("You are signed out.") && !page.contains("Your session has ended"))
            #expect(try await console.get("/", browser).headers[.location] == "/sign-in")
        }
    }
}
