import HTTPTypes
import OCPPJ
import Testing

@testable import CentralSystem
@testable import Console
@testable import WebAPI

@Suite("New passwords for many charge points")
struct PasswordChangePageTests {
    @Test("they are sent after a question, as a bulk operation")
    func sending() async throws {
        try await withConsole { console async throws in
            for id in ["CP-1", "CP <2>"] { _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: id)) }
            let browser = try await console.browser(.operator)
            let csrf = "csrf=\(try await console.forgeryToken(browser))"
            let path = "/password-changes"
            let nobody = try await console.post(path, "\(csrf)&ids=", browser)
            #expect(nobody.status == 422 && nobody.text.contains("field-ids-error"))
            let chosen = FormText.encode([("ids", "CP-1"), ("ids", "CP <2>")])
            let question = try await console.post(path, "\(csrf)&\(chosen)", browser)
            #expect(question.status == 200 && question.text.contains("2 charge points:") && !question.text.contains("CP <2>"))
            #expect(try await console.centralSystem.bulkOperations.list(state: nil, kind: nil, .init()).items.isEmpty)
            let sent = try await console.post(path, "\(csrf)&\(chosen)&_confirmed=true&_waitHours=2", browser)
            #expect(sent.status == 303)
            let operation = try #require(try await console.centralSystem.bulkOperations.list(state: nil, kind: nil, .init()).items.first)
            #expect(operation.kind == PasswordChangeExecutor.kind && operation.deadline == ConsoleFixture.start.advanced(bySeconds: 7200))
            #expect(sent.headers[.location] == "/bulk-operations/\(operation.id)")
        }
    }

    @Test("a viewer is not shown the way there, and is refused")
    func viewers() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.viewer)
            #expect(!(try await console.get("/bulk-operations", browser).text.contains("password-changes")))
            #expect(try await console.get("/password-changes", browser).status == 403)
            let csrf = "csrf=\(try await console.forgeryToken(browser))"
            #expect(try await console.post("/password-changes", "\(csrf)&ids=x&_confirmed=true", browser).status == 403)
        }
    }
}
