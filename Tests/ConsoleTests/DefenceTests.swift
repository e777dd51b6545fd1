import CentralSystem
import HTTPTypes
import Markup
import OCPP16
import OCPPJ
import Testing

@testable import Console
@testable import WebAPI

@Suite("Defences of the console")
struct DefenceTests {
    @Test("pages allow no script but the server's own, and none of them holds one")
    func contentSecurityPolicy() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.administrator)
            for path in console.console.pages.allPaths where !path.contains("{") && path != LiveEvents.path {
                for visitor in [browser, .init()] {
                    let answer = try await console.get(path, visitor)
                    let policy = answer.headers[.contentSecurityPolicy] ?? ""
                    #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "\(path)")
                    #expect(!policy.contains("unsafe"), "\(path)")
                    #expect(answer.headers[.cacheControl] == "no-store", "\(path)")
                    for inline in ["<style", " style=", " onclick=", "javascript:", "<script>"] {
                        #expect(!answer.text.contains(inline), "\(path): \(inline)")
                    }
                }
            }
        }
    }

    @Test("a form without the session's key changes nothing")
    func forgery() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.viewer)
            for form in ["", "csrf=", "csrf=0000"] {
                let answer = try await console.post("/sign-out", form, browser)
                #expect(answer.status == 403)
            }
            let token = try await console.forgeryToken(browser)
            let foreign = try await console.post(
                "/sign-out", "csrf=\(token)", browser, headers: [.origin: "https://evil.example"])
            #expect(foreign.status == 403)
            #expect(try await console.get("/", browser).status == 200)
        }
    }

    @Test("what a charge point says of itself cannot become markup")
    func escaping() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.viewer)
            let hostile = "<script>alert('x')</script>\"&"
            _ = try await console.centralSystem.chargePoints.create(
                NewChargePoint(id: "CP-1", registrationStatus: .pending, group: hostile, note: hostile))
            let page = try await console.get("/charge-points?search=\(FormText.encode([("", hostile)]).dropFirst())", browser)
            #expect(page.status == 200)
            #expect(!page.text.contains("<script>alert"))
            #expect(page.text.contains("&lt;script&gt;alert(&#39;x&#39;)"))
        }
    }

    @Test("what is no form is refused, and so is one that is too long")
    func forms() async throws {
        try await withConsole { console async throws in
            _ = try await console.browser(.viewer)
            let json = try await console.ask(.post, "/sign-in", .init(), headers: [.contentType: "application/json"], body: "{}")
            #expect(json.status == 400)
            #expect(try await console.post("/sign-in", "user=%FF").status == 400)
            #expect(try await console.post("/sign-in", "user=" + String(repeating: "x", count: 1_100_000)).status == 413)
            #expect(try await console.ask(.delete, "/sign-in", .init(), headers: [:], body: nil).status == 405)
        }
    }

    @Test("programs that ask for what is not there get a problem, browsers a page")
    func unknown() async throws {
        try await withConsole { console async throws in
            let page = try await console.get("/nowhere")
            #expect(page.status == 404)
            #expect(page.headers[.contentType]?.hasPrefix("text/html") == true)
            let problem = try await console.get("/nowhere", headers: [.accept: "application/json"])
            #expect(problem.headers[.contentType] == "application/problem+json")
            #expect(try await console.get("/api/v1/nowhere").headers[.contentType] == "application/problem+json")
            #expect(try await console.get("/openapi.json").status == 200)
        }
    }

    @Test("whoever may not add a charge point is not shown how")
    func roles() async throws {
        try await withConsole { console async throws in
            let viewer = try await console.get("/charge-points", console.browser(.viewer)).text
            #expect(!viewer.contains("/charge-points/new"))
            let operatorPage = try await console.get("/charge-points", console.browser(.operator)).text
            #expect(operatorPage.contains("/charge-points/new"))
        }
    }
}
