import CentralSystem
import HTTPTypes
import OCPP16
import Testing

@testable import Console
@testable import WebAPI

@Suite("Finding one's way")
struct SearchTests {
    @Test("what is named exactly is led to, whatever else holds the text")
    func exact() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.viewer)
            for id in ["CP-1", "CP-10", "CP-11"] { try await Self.register(id, console) }
            _ = try await console.centralSystem.idTags.create(IdToken("Mina"), IdTagValues(status: .accepted))
            #expect(try await console.get("/search?q=CP-1", browser).headers[.location] == "/charge-points/CP-1")
            #expect(try await console.get("/search?q=%20cp-10%20", browser).headers[.location] == "/charge-points/CP-10")
            #expect(try await console.get("/search?q=MINA", browser).headers[.location] == "/id-tags/Mina")
            #expect(try await console.get("/search?q=-11", browser).headers[.location] == "/charge-points/CP-11")
        }
    }

    @Test("what may be meant is listed, and nothing that is not there")
    func several() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.viewer)
            for id in ["CP-1", "CP-2"] { try await Self.register(id, console) }
            let list = try await console.get("/search?q=cp", browser)
            #expect(list.status == 200)
            #expect(list.text.contains("href=\"/charge-points/CP-1\"") && list.text.contains("href=\"/charge-points/CP-2\""))
            let nothing = try await console.get("/search?q=%3Cscript%3E", browser)
            #expect(nothing.status == 200)
            #expect(nothing.text.contains("Search: &lt;script&gt;") && !nothing.text.contains("<script>"))
            #expect(try await console.get("/search?q=cp").headers[.location]?.hasPrefix("/sign-in") == true)
        }
    }

    @Test("an identity that does not exist leads to those like it")
    func similar() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.viewer)
            try await Self.register("STREET-0001", console)
            let page = try await console.get("/charge-points/STREET-00012", browser)
            #expect(page.status == 404)
            #expect(page.text.contains("href=\"/charge-points/STREET-0001\""))
            #expect(page.text.contains("There is no charge point STREET-00012."))
        }
    }

    @Test("fields offer what holds the text, to those who are signed in")
    func suggestions() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.viewer)
            try await Self.register("CP-\"1\"", console)
            let options = try await console.get("/suggestions/charge-points?text=cp", browser)
            #expect(options.text.contains("<option value=\"CP-&quot;1&quot;\">"))
            #expect(options.headers[.cacheControl] == "no-store")
            #expect(try await console.get("/suggestions/id-tags?text=", browser).text.isEmpty)
            #expect(try await console.get("/suggestions/users?text=v", browser).text.isEmpty)
            #expect(try await console.get("/suggestions/charge-points?text=cp").status == 303)
        }
    }

    @Test("a form that outlives its session keeps what was typed, but no secret, and is sent only when it was seen again")
    func sessionOver() async throws {
        try await withConsole { console async throws in
            let form = FormText.encode([("idTag", "T-1"), ("note", "a \"note\""), ("password", "hidden away"), ("csrf", "0000")])
            let over = try await console.post("/id-tags/new", form)
            #expect(over.status == 401)
            #expect(over.text.contains("name=\"note\" value=\"a &quot;note&quot;\""))
            #expect(!over.text.contains("hidden away"))
            let browser = try await console.browser(.operator)
            let again = try await console.post("/id-tags/new", FormText.encode([("idTag", "T-1"), ("note", "a note")]), browser)
            #expect(again.status == 403)
            #expect(again.text.contains("value=\"T-1\"") && again.text.contains("a note"))
            #expect(try await console.centralSystem.idTags.get(IdToken("T-1")) == nil)
            let foreign = try await console.post("/id-tags/new", form, headers: [.origin: "https://evil.example"])
            #expect(foreign.status == 403 && !foreign.text.contains("a &quot;note"))
        }
    }

    private static func register(_ id: String, _ console: ConsoleFixture) async throws {
        _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: id, registrationStatus: .accepted))
    }
}
