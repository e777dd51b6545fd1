import CentralSystem
import Foundation
import OCPP16
import OCPPJ
import Testing
import WebAPI

@testable import Console

@Suite("Forms that are sent twice")
struct SentFormsTests {
    private func field(_ name: String, in page: String) throws -> String {
        let start = try #require(page.range(of: "name=\"\(name)\" value=\"")).upperBound
        return String(page[start...].prefix { $0 != "\"" })
    }

    private func password(_ page: String) throws -> String {
        let start = try #require(page.range(of: "data-setting=\"password\" tabindex=\"0\">")).upperBound
        return String(page[start...].prefix { $0 != "<" })
    }

    @Test("a page that shows a new password shows the same when it is loaded anew; a page that was opened anew makes another")
    func secret() async throws {
        try await withConsole { console async throws in
            _ = try await console.chargePoint()
            let browser = try await console.browser(.operator)
            let path = "/charge-points/CP-1/password"
            let key = try await field("once", in: console.page(path, browser))
            let first = try await console.send(path, [("way", "generate"), ("once", key)], browser)
            let again = try await console.send(path, [("way", "generate"), ("once", key)], browser)
            #expect(first.status == 200 && again.status == 200)
            #expect(try password(first.text) == password(again.text))
            let other = try await console.send(path, [("way", "generate"), ("once", try field("once", in: console.page(path, browser)))], browser)
            #expect(try password(other.text) != password(first.text))
            // The first one again, when its answer is not kept any more: nothing is done, and the form is there to be sent on purpose.
            console.time.advance(seconds: 901)
            let late = try await console.send(path, [("way", "generate"), ("once", key)], browser)
            #expect(late.status == 409 && !late.text.contains("data-setting=\"password\""))
            #expect(try field("once", in: late.text) != key)
            // Another session cannot ask for the answer.
            let stranger = try await console.browser(signedInAs: Role.operator.rawValue)
            let foreign = try await console.send(path, [("way", "generate"), ("once", key)], stranger)
            #expect(try password(foreign.text) != password(other.text))
        }
    }

    @Test("a second click while the first is under way does nothing more; other fields are another form")
    func clicks() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.operator)
            let fields = [("idTag", "TAG"), ("status", "Accepted"), ("once", "k")].map { (name: $0.0, value: $0.1) }
            let key = try await console.forgeryToken(browser)
            let form = FormText.encode(fields + [("csrf", key)])
            let answers: [Int] = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<8 { group.addTask { try await console.post("/id-tags/new", form, browser).status } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            // Done twice, the second would be told that there is such an idTag.
            #expect(answers == Array(repeating: 303, count: 8))
            let without = fields.filter { $0.name != "once" }
            #expect(try await console.send("/id-tags/new", without, browser).status == 409)
            #expect(try await console.send("/id-tags/new", fields + [("note", "n")], browser).status == 409)
        }
    }

    @Test("what was refused may be tried again")
    func refused() async throws {
        try await withConsole { console async throws in
            let tag = try IdToken("TAG")
            _ = try await console.centralSystem.idTags.create(tag, IdTagValues())
            let browser = try await console.browser(.operator)
            let fields = [("idTag", "TAG"), ("status", "Accepted"), ("once", "k")].map { (name: $0.0, value: $0.1) }
            #expect(try await console.send("/id-tags/new", fields, browser).status == 409)
            try await console.centralSystem.idTags.delete(tag)
            #expect(try await console.send("/id-tags/new", fields, browser).status == 303)
        }
    }

    @Test("only so many are remembered, the oldest is forgotten first")
    func bounded() async throws {
        let forms = SentForms()
        let now = ConsoleFixture.start
        for number in 0...500 { _ = try await forms.once("\(number)", at: now) { .redirect("/\(number)") } }
        guard case .redirect(let known, _)? = try await forms.once("500", at: now, { .redirect("/anew") }),
            case .redirect(let forgotten, _)? = try await forms.once("0", at: now, { .redirect("/anew") })
        else {
            Issue.record("another answer")
            return
        }
        #expect(known == "/500" && forgotten == "/anew")
        #expect(try await forms.once("500", at: now.advanced(bySeconds: 900), { .redirect("/anew") }) == nil)
    }
}
