import CentralSystem
import HTTPTypes
import OCPPJ
import Synchronization
import Testing

@testable import Console
@testable import WebAPI

/// Runs that are told what happens to them.
private final class ToldRuns: CertificationRuns {
    let endpoints = CertificationEndpoints(plain: "ws://127.0.0.1:9000/ocpp", secure: nil)
    let functionalities = ["Core", "Security"]
    let orders = Mutex<[CertificationOrder]>([])
    let known = Mutex<[CertificationRun]>([])

    func start(_ order: CertificationOrder) async throws(CertificationRunError) -> CertificationRun {
        let isBusy = known.withLock { $0.contains { $0.state == .running } }
        guard !isBusy else { throw CertificationRunError(.busy, "busy") }
        guard order.prefix != "???" else { throw CertificationRunError(.refused, "The prefix is odd.") }
        orders.withLock { $0.append(order) }
        let run = CertificationRun(id: "20261126", startedAt: ConsoleFixture.start, startedBy: order.startedBy, total: 77)
        known.withLock { $0.append(run) }
        return run
    }

    func stop() async {
        known.withLock { runs in
            for index in runs.indices { runs[index].state = .stopped }
        }
    }

    func runs() async -> [CertificationRun] { known.withLock { $0 } }
    func run(_ id: String) async -> CertificationRun? { known.withLock { $0.first { $0.id == id } } }
    func report(_ id: String, _ format: CertificationReportFormat) async -> [UInt8]? { Array("<p>\(format.rawValue)</p>".utf8) }
    func remove(_ id: String) async { known.withLock { $0.removeAll { $0.id == id } } }
}

@Suite("Pages of the certification")
struct CertificationPagesTests {
    @Test("an administrator starts a run with a token of its own, and watches it, stops it and removes it")
    func life() async throws {
        let runs = ToldRuns()
        try await withConsole(certification: runs) { console async throws in
            let browser = try await console.browser(.administrator)
            let key = try await console.forgeryToken(browser)
            let form = "csrf=\(key)&url=ws%3A%2F%2F127.0.0.1%3A9000%2Focpp&functionality=Core&prefix=CERT-"
            let begun = try await console.post("/certification/start", form, browser)
            #expect(begun.headers[.location] == "/certification/20261126")
            let order = try #require(runs.orders.withLock { $0.first })
            #expect(order.functionalities == ["Core"] && order.startedBy == "administrator" && order.endpoints.secure == nil)
            let token = try #require(try await console.centralSystem.operators.tokens.list().items.first)
            #expect(token.id == order.tokenId && token.expiresAt != nil && token.scope.tags?.contains("operators") == false)
            #expect(try await console.centralSystem.operators.tokens.authenticate(order.token)?.role == .administrator)
            // A second one is refused, and leaves no token.
            #expect(try await console.post("/certification/start", form, browser).status == 409)
            #expect(try await console.centralSystem.operators.tokens.list().items.count == 1)
            let page = try await console.get("/certification/20261126", browser)
            #expect(page.text.contains("value=\"stop\"") && !page.text.contains(order.token))
            #expect(try await console.post("/certification/20261126", "csrf=\(key)&verb=stop", browser).status == 303)
            #expect(try await console.get("/certification/20261126", browser).text.contains("Stopped"))
            #expect(try await console.post("/certification/20261126/remove", "csrf=\(key)", browser).status == 303)
            #expect(try await console.get("/certification/20261126", browser).status == 404)
            // As a run does at its end.
            try await console.centralSystem.operators.tokens.revoke(order.tokenId)
            let refused = try await console.post("/certification/start", form.replacing("CERT-", with: "%3F%3F%3F"), browser)
            #expect(refused.status == 400 && refused.text.contains("The prefix is odd."))
        }
    }

    @Test("others may look, and no more; what cases said is escaped, in both languages")
    func viewers() async throws {
        let runs = ToldRuns()
        var run = CertificationRun(id: "1", startedAt: ConsoleFixture.start, startedBy: "ada", total: 2)
        run.cases = [
            .init(id: "TC_001_CSMS", title: "<script>x</script>", functionality: "Core", outcome: .failed, reason: "<script>x</script>", milliseconds: 5, isUnderLoad: false)
        ]
        let made = run
        runs.known.withLock { $0 = [made] }
        try await withConsole(certification: runs) { console async throws in
            var browser = try await console.browser(.operator)
            for language in Language.allCases {
                browser.cookies[Preferences.languageCookie] = language.rawValue
                let page = try await console.get("/certification/1", browser)
                #expect(page.status == 200 && !page.text.contains("<script>x") && !page.text.contains("value=\"stop\""))
                #expect(try await console.get("/certification", browser).status == 200)
            }
            let key = try await console.forgeryToken(browser)
            #expect(try await console.post("/certification/1", "csrf=\(key)&verb=stop", browser).status == 403)
            #expect(try await console.get("/certification/start", browser).status == 403)
            let report = try await console.get("/certification/1/report/html", browser)
            #expect(report.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
            let junit = try await console.get("/certification/1/report/junit", browser)
            #expect(junit.headers[.contentDisposition]?.contains("certification-1.xml") == true)
            #expect(try await console.get("/certification/1/report/pdf", browser).status == 404)
        }
    }
}
