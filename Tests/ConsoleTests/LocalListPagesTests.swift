import CentralSystem
import Foundation
import HTTPTypes
import OCPP16
import OCPPJ
import Testing

@testable import Console
@testable import WebAPI

@Suite("Pages of local lists")
struct LocalListPagesTests {
    private func form(_ fields: [(name: String, value: String)], _ console: ConsoleFixture, _ browser: ConsoleFixture.Browser) async throws -> String {
        FormText.encode(fields + [("csrf", try await console.forgeryToken(browser))])
    }

    @Test("the list of a group is typed, shown with how charge points stand, changed and deleted")
    func life() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.operator)
            for tag in ["A", "B"] { _ = try await console.centralSystem.idTags.put(IdToken(tag), IdTagValues()) }
            _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: "CP 1", group: "north/east"))
            let saved = try await console.post(
                "/local-lists/new", form([("group", "north/east"), ("idTags", "A\r\nNOBODY"), ("parentIdTags", "FLEET")], console, browser), browser)
            #expect(saved.status == 303 && saved.headers[.location] == "/local-lists/groups/north%2Feast")
            let page = try await console.get("/local-lists/groups/north%2Feast", browser).text
            #expect(page.contains("NOBODY") && page.contains("Never sent") && page.contains("href=\"/charge-points/CP%201/local-list\""))
            let entries = try await console.get("/local-lists/groups/north%2Feast/entries", browser).text
            #expect(entries.contains("href=\"/id-tags/A\"") && !entries.contains("href=\"/id-tags/B\""))
            #expect(try await console.get("/local-lists", browser).text.contains("1 not up to date"))
            let edit = try await console.get("/local-lists/groups/north%2Feast/edit", browser).text
            #expect(edit.contains(">A\nNOBODY</textarea>"))
            let changed = try await console.post("/local-lists/groups/north%2Feast/edit", form([("idTags", "B")], console, browser), browser)
            #expect(changed.status == 303)
            let selection = try await console.centralSystem.localLists.definition(ofGroup: "north/east").selection
            #expect(selection == LocalListSelection(idTags: [try IdToken("B")]))
            let gone = try await console.post("/local-lists/groups/north%2Feast/delete", form([], console, browser), browser)
            #expect(gone.status == 303)
            #expect(try await console.centralSystem.localLists.groups().items.isEmpty)
        }
    }

    @Test("a list of nothing, an idTag that is too long, and a group that has a list already are refused")
    func errors() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.operator)
            let nothing = try await console.post("/local-lists/new", form([("group", "g"), ("idTags", "")], console, browser), browser)
            #expect(nothing.status == 422 && nothing.text.contains("id=\"field-idTags-error\""))
            let long = String(repeating: "x", count: 21)
            let tooLong = try await console.post("/local-lists/new", form([("group", "g"), ("idTags", long)], console, browser), browser)
            #expect(tooLong.status == 422 && tooLong.text.contains(long))
            _ = try await console.centralSystem.localLists.define(LocalListSelection(all: true), forGroup: "g", replaces: false)
            let again = try await console.post("/local-lists/new", form([("group", "g"), ("all", "true")], console, browser), browser)
            #expect(again.status == 409 && again.text.contains("role=\"alert\""))
        }
    }

    @Test("lists are sent to a group or to those that were chosen, and the bulk operation tells what came of it")
    func sending() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.operator)
            for id in ["CP-1", "CP-2"] { _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: id, group: "north")) }
            _ = try await console.centralSystem.localLists.define(LocalListSelection(all: true), forGroup: "north", replaces: false)
            #expect(try await console.get("/local-lists/send?group=north", browser).text.contains("name=\"filter.group\" value=\"north\""))
            #expect(try await console.get("/local-lists/send?ids=CP-1&ids=CP-2", browser).text.contains("CP-1\nCP-2</textarea>"))
            let begun = try await console.post(
                "/local-lists/send", form([("filter.group", "north"), ("updateType", "Full"), ("waitHours", ""), ("parallelism", "2")], console, browser), browser)
            #expect(begun.status == 303)
            #expect(try await console.get(begun.headers[.location] ?? "", browser).text.contains("Local lists"))
            let operation = try #require(try await console.centralSystem.bulkOperations.list().items.first)
            #expect(operation.progress.total == 2 && operation.parallelism == 2)
            let nobody = try await console.post("/local-lists/send", form([("ids", "")], console, browser), browser)
            #expect(nobody.status == 422 && nobody.text.contains("id=\"field-ids-error\""))
            let wrong = try await console.post("/local-lists/send", form([("ids", "CP-1"), ("waitHours", "soon")], console, browser), browser)
            #expect(wrong.status == 422 && wrong.text.contains("id=\"field-waitHours-error\""))
        }
    }

    @Test("a long list comes in parts on the page of a charge point")
    func parts() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.operator)
            _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: "CP-1"))
            for number in 100..<160 { _ = try await console.centralSystem.idTags.put(IdToken("T\(number)"), IdTagValues()) }
            let path = "/charge-points/CP-1/local-list"
            let saved = try await console.post("\(path)/edit", form([("all", "true")], console, browser), browser)
            #expect(saved.status == 303 && saved.headers[.location] == path)
            let first = try await console.get(path, browser).text
            #expect(first.contains(">T149<") && !first.contains(">T150<"))
            let next = try #require(first.range(of: "rel=\"next\" href=\"")).upperBound
            let second = try await console.get(String(first[next...].prefix { $0 != "\"" }).replacing("&amp;", with: "&"), browser).text
            #expect(second.contains(">T150<") && !second.contains(">T149<"))
            let found = try await console.get("\(path)?show=desired&search=t15", browser).text
            #expect(found.contains(">T150<") && !found.contains(">T149<"))
            #expect(try await console.get("\(path)?show=held", browser).text.contains("It is not known what it holds."))
            #expect(try await console.get("/local-lists/charge-points", browser).text.contains("href=\"\(path)\""))
            #expect(try await console.post("\(path)/delete", form([], console, browser), browser).status == 303)
            #expect(try await console.get("/local-lists/charge-points", browser).text.contains("No charge point has a list of its own"))
        }
    }

    @Test("every page is in both languages and escapes what it shows; viewers see no verbs")
    func everyPage() async throws {
        try await withConsole { console async throws in
            let hostile = "<script>x</script>\"&'"
            _ = try await console.centralSystem.localLists.define(
                LocalListSelection(idTags: [try IdToken("<b>x</b>")], parentIdTags: [try IdToken("<i>\"")]), forGroup: hostile, replaces: false)
            _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: hostile, group: hostile))
            var editor = try await console.browser(.operator)
            var viewer = try await console.browser(.viewer)
            for language in Language.allCases {
                editor.cookies[Preferences.languageCookie] = language.rawValue
                viewer.cookies[Preferences.languageCookie] = language.rawValue
                let open = ["", "/entries", "?show=behind"].map { LocalListGroupPage.of(hostile, $0) } + [
                    "/local-lists", "/local-lists/charge-points", "\(LocalPath.chargePoint(hostile))/local-list",
                    "\(LocalPath.chargePoint(hostile))/local-list?show=differences",
                ]
                let closed = ["/edit", "/delete"].map { LocalListGroupPage.of(hostile, $0) } + [
                    "/local-lists/new", "/local-lists/send", "\(LocalPath.chargePoint(hostile))/local-list/edit",
                    "\(LocalPath.chargePoint(hostile))/local-list/delete",
                ]
                for path in open + closed {
                    let page = try await console.get(path, editor)
                    #expect(page.status == 200, "\(path)")
                    #expect(!page.text.contains("<script>x") && !page.text.contains("<b>x"), "\(path)")
                    let seen = try await console.get(path, viewer)
                    #expect(seen.status == (open.contains(path) ? 200 : 403), "\(path)")
                    for verb in ["/local-lists/new", "/local-lists/send", "/edit\"", "/delete"] where seen.status == 200 {
                        #expect(!seen.text.contains(verb), "\(path): \(verb)")
                    }
                }
            }
            #expect(try await console.get("/local-lists/groups/nothing", viewer).status == 404)
        }
    }
}
