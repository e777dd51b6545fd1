import CentralSystem
import HTTPTypes
import OCPP16
import OCPPJ
import Testing
import WebAPI

@testable import Console

@Suite("Pages of idTags")
struct IdTagPageTests {
    @Test("register an idTag, and show what was typed when it cannot be")
    func creation() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.operator)
            let fields = [
                ("idTag", "AB 1/2"), ("status", "Accepted"), ("expiryDate", "2030-01-02T03:04"), ("parentIdTag", "FLEET"),
                ("maximumConcurrentTransactions", "2"), ("note", ConsoleFixture.hostile),
            ].map { (name: $0.0, value: $0.1) }
            let made = try await console.send("/id-tags/new", fields, browser)
            #expect(made.status == 303)
            #expect(made.headers[.location] == "/id-tags/AB%201%2F2")
            let found = try #require(try await console.centralSystem.idTags.get(try IdToken("ab 1/2")))
            #expect(found.values.expiryDate == Timestamp(rfc3339: "2030-01-02T03:04:00Z"))
            #expect(found.values.maximumConcurrentTransactions == 2)
            let again = try await console.send("/id-tags/new", fields, browser)
            #expect(again.status == 409)
            #expect(again.text.contains("value=\"AB 1/2\"") && again.text.contains("&lt;b&gt;"))
            for uri in ["/id-tags", "/id-tags/AB%201%2F2", "/id-tags/AB%201%2F2/edit", "/id-tags/AB%201%2F2/delete", "/id-tags/groups", "/id-tags/fleet"] {
                #expect(try await console.page(uri, browser).contains(uri.contains("groups") ? "FLEET" : "AB 1/2"), "\(uri)")
            }
        }
    }

    @Test("edit, block and delete it; what was emptied is taken away")
    func changes() async throws {
        try await withConsole { console async throws in
            let tag = try IdToken("TAG")
            _ = try await console.centralSystem.idTags.create(
                tag, IdTagValues(expiryDate: ConsoleFixture.start, parentIdTag: try IdToken("G"), maximumConcurrentTransactions: 1, note: "n"))
            let browser = try await console.browser(.operator, language: .korean)
            #expect(try await console.page("/id-tags/tag", browser).contains("Expired"))
            let wrong = try await console.send("/id-tags/TAG/edit", [("status", "Accepted"), ("expiryDate", "soon")], browser)
            #expect(wrong.status == 422 || wrong.status == 400)
            #expect(wrong.text.contains("aria-invalid"))
            let emptied = ["expiryDate", "parentIdTag", "maximumConcurrentTransactions", "note"].map { (name: $0, value: "") }
            #expect(try await console.send("/id-tags/TAG/edit", [(name: "status", value: "Accepted")] + emptied, browser).status == 303)
            #expect(try await console.centralSystem.idTags.get(tag)?.values == IdTagValues())
            #expect(try await console.send("/id-tags/TAG", [("verb", "block")], browser).status == 303)
            #expect(try await console.centralSystem.idTags.get(tag)?.values.status == .blocked)
            #expect(try await console.page("/id-tags/TAG", browser).contains("차단 해제"))
            for verb in ["", "bock"] { #expect(try await console.send("/id-tags/TAG", [("verb", verb)], browser).status == 422) }
            #expect(try await console.centralSystem.idTags.get(tag)?.values.status == .blocked)
            #expect(try await console.send("/id-tags/TAG/delete", [], browser).status == 303)
            #expect(try await console.centralSystem.idTags.get(tag) == nil)
            #expect(try await console.page("/id-tags/TAG", browser).contains("등록되지 않은"))
            #expect(try await console.get("/id-tags/TAG/edit", browser).status == 404)
            #expect(try await console.get("/id-tags/\(String(repeating: "x", count: 21))", browser).status == 404)
        }
    }

    @Test("an edit changes what was changed in the form: what somebody else saved meanwhile stays, and so do seconds")
    func lostUpdates() async throws {
        try await withConsole { console async throws in
            let tag = try IdToken("TAG")
            let expiry = try #require(Timestamp(rfc3339: "2030-01-01T00:00:59Z"))
            _ = try await console.centralSystem.idTags.create(tag, IdTagValues(expiryDate: expiry, note: "first\nsecond"))
            let browser = try await console.browser(.operator)
            let page = try await console.page("/id-tags/TAG/edit", browser)
            #expect(page.contains("name=\"was.status\" value=\"Accepted\"") && page.contains("value=\"2030-01-01T00:00:59\""))
            _ = try await console.send("/id-tags/TAG", [("verb", "block")], browser)
            let seen = [
                ("status", "Accepted"), ("expiryDate", "2030-01-01T00:00:59"), ("parentIdTag", ""), ("maximumConcurrentTransactions", ""),
            ].flatMap { [(name: $0.0, value: $0.1), (name: "was.\($0.0)", value: $0.1)] }
            let saved = try await console.send(
                "/id-tags/TAG/edit", seen + [(name: "note", value: "third"), (name: "was.note", value: "first\r\nsecond")], browser)
            #expect(saved.status == 303)
            let values = try #require(try await console.centralSystem.idTags.get(tag)?.values)
            #expect(values.status == .blocked && values.note == "third" && values.expiryDate == expiry)
        }
    }

    @Test("offer a viewer nothing, and refuse it")
    func roles() async throws {
        try await withConsole { console async throws in
            _ = try await console.centralSystem.idTags.create(try IdToken("TAG"), IdTagValues())
            let viewer = try await console.browser(.viewer)
            let page = try await console.page("/id-tags/TAG", viewer)
            #expect(!page.contains("/edit") && !page.contains("/delete") && !page.contains("name=\"verb\""))
            #expect(!(try await console.page("/id-tags", viewer)).contains("/id-tags/new"))
            for uri in ["/id-tags/new", "/id-tags/TAG/edit", "/id-tags/TAG/delete"] {
                #expect(try await console.get(uri, viewer).status == 403)
            }
            #expect(try await console.send("/id-tags/TAG", [("verb", "block")], viewer).status == 403)
        }
    }

    @Test("keep the seconds of an expiry that nobody touched")
    func seconds() async throws {
        try await withConsole { console async throws in
            let expiry = try #require(Timestamp(rfc3339: "2027-07-01T00:00:59Z"))
            _ = try await console.centralSystem.idTags.create(try IdToken("TAG"), IdTagValues(expiryDate: expiry))
            let page = try await console.page("/id-tags/TAG/edit", try await console.browser(.operator))
            #expect(page.contains("value=\"2027-07-01T00:00:59\""))
            #expect(page.contains("step=\"1\""))
        }
    }

    @Test("reach one whose name a browser takes for a step in the path", arguments: [".", "..", "~.", "~~..", "~", "a.b", "..."])
    func dots(name: String) async throws {
        #expect(![".", "..", "%2E", "%2E%2E"].contains(LocalPath.encoded(name)))
        #expect(LocalPath.decoded(LocalPath.encoded(name)[...]) == name)
        try await withConsole { console async throws in
            _ = try await console.centralSystem.idTags.create(try IdToken(name), IdTagValues())
            _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: name))
            let browser = try await console.browser(.operator)
            #expect(try await console.page("/id-tags", browser).contains("href=\"\(IdTagListPage.path(of: name))\""))
            #expect(try await console.page(IdTagListPage.path(of: name), browser).contains("<h1"))
            #expect(try await console.page(LocalPath.chargePoint(name), browser).contains("<h1"))
        }
    }

    @Test("reach an idTag that is called like another page")
    func names() {
        #expect(IdTagListPage.path(of: "new") == "/id-tags/NEW")
        #expect(IdTagListPage.path(of: "groups") == "/id-tags/GROUPS")
        #expect(IdTagListPage.path(of: "New") == "/id-tags/New")
    }
}
