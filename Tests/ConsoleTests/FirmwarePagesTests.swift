import CentralSystem
import HTTPTypes
import OCPPJ
import Testing

@testable import Console
@testable import WebAPI

@Suite("Pages of firmware")
struct FirmwarePagesTests {
    private func form(_ fields: [(name: String, value: String)], _ console: ConsoleFixture, _ browser: ConsoleFixture.Browser) async throws -> String {
        FormText.encode(fields + [("csrf", try await console.forgeryToken(browser))])
    }

    @Test("a form with a file needs the session's key like any other, and tells what is wrong with what was typed")
    func upload() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.operator)
            let headers: HTTPFields = [.contentType: "multipart/form-data; boundary=b"]
            func body(_ key: String) -> String {
                """
                --b\r\ncontent-disposition: form-data; name="csrf"\r\n\r\n\(key)\r\n\
                --b\r\ncontent-disposition: form-data; name="version"\r\n\r\n2.0\r\n\
                --b\r\ncontent-disposition: form-data; name="file"; filename="a.bin"\r\ncontent-type: application/octet-stream\r\n\r\n\
                content\r\n--b--\r\n
                """
            }
            let forged = try await console.ask(.post, "/firmware/upload", browser, headers: headers, body: body("guess"))
            #expect(forged.status == 403)
            let key = try await console.forgeryToken(browser)
            // The server of this test exchanges no files.
            let sent = try await console.ask(.post, "/firmware/upload", browser, headers: headers, body: body(key))
            #expect(sent.status == 503)
            #expect(sent.text.contains("value=\"2.0\"") && sent.text.contains("exchanges no files"))
            let none = try await console.post("/firmware/upload", form([("version", "2.0")], console, browser), browser)
            #expect(none.status == 422)
            // Other pages take no files.
            #expect(try await console.ask(.post, "/firmware/updates/new", browser, headers: headers, body: body(key)).status == 400)
        }
    }

    @Test("a campaign is planned in waves, paused, resumed and stopped")
    func campaign() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.operator)
            let hostile = "<script>x</script>"
            let fields = [
                ("note", hostile), ("location", "ftp://files.example.com/a.bin"), ("ids", "CP-1\nCP-2\nCP-3"), ("waves", "34, 33"),
                ("parallelism", "2"), ("maximumFailurePercent", "10"), ("minimumFinished", "1"), ("offlineWaitHours", "1"), ("skipUpdated", "true"),
            ].map { (name: $0.0, value: $0.1) }
            for id in ["CP-1", "CP-2", "CP-3"] { _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: id)) }
            let wrong = try await console.post(
                "/firmware/campaigns/new", form(fields.filter { $0.name != "waves" } + [("waves", "60, 60")], console, browser), browser)
            #expect(wrong.status == 422 && wrong.text.contains("id=\"field-waves-error\""))
            let question = try await console.post("/firmware/campaigns/new", form(fields, console, browser), browser)
            #expect(question.status == 200 && question.text.contains("3 charge points:") && question.text.contains("CP-1, CP-2, CP-3"))
            #expect(question.text.contains("2, 1") && question.text.contains("name=\"_confirmed\" value=\"3\""))
            let other = try await console.post("/firmware/campaigns/new", form(fields + [("_confirmed", "2")], console, browser), browser)
            #expect(other.status == 200 && other.text.contains("another number"))
            let back = try await console.post("/firmware/campaigns/new", form(fields + [("_edit", "1")], console, browser), browser)
            #expect(back.status == 200 && back.text.contains("value=\"34, 33\""))
            #expect(try await console.centralSystem.firmwareCampaigns.list().items.isEmpty)
            let begun = try await console.post("/firmware/campaigns/new", form(fields + [("_confirmed", "3")], console, browser), browser)
            #expect(begun.status == 303)
            let path = begun.headers[.location] ?? ""
            let page = try await console.get(path, browser)
            #expect(page.status == 200 && !page.text.contains("<script>x") && page.text.contains("Wave 2"))
            #expect(try await console.post(path, form([("verb", "pause")], console, browser), browser).status == 303)
            #expect(try await console.get(path, browser).text.contains("value=\"resume\""))
            #expect(try await console.post(path, form([("verb", "resume")], console, browser), browser).status == 303)
            #expect(try await console.get("\(path)/stop", browser).text.contains("cannot be called back"))
            #expect(try await console.post("\(path)/stop", form([], console, browser), browser).status == 303)
            #expect(try await console.get("/firmware/campaigns", browser).text.contains("Stopped"))
            let viewer = try await console.browser(.viewer)
            #expect(!(try await console.get(path, viewer).text).contains("/stop"))
            #expect(try await console.get("\(path)/stop", viewer).status == 403)
            #expect(try await console.post(path, form([("verb", "pause")], console, viewer), viewer).status == 403)
        }
    }

    @Test("an update that could not be sent is told, and stands in the list with its history")
    func update() async throws {
        try await withConsole { console async throws in
            var browser = try await console.browser(.operator)
            _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: "CP-1"))
            let fields = [(name: "chargePointId", value: "CP-1"), (name: "location", value: "ftp://user:secret@files.example.com/a.bin")]
            let sent = try await console.post("/firmware/updates/new", form(fields, console, browser), browser)
            #expect(sent.status == 503)
            for language in Language.allCases {
                browser.cookies[Preferences.languageCookie] = language.rawValue
                let list = try await console.get("/firmware/updates?chargePoint=CP-1", browser)
                #expect(list.text.contains("/firmware/updates/1"))
                let one = try await console.get("/firmware/updates/1", browser)
                #expect(one.status == 200 && one.text.contains("class=\"history\"") && !one.text.contains("secret"))
            }
            #expect(try await console.get("/firmware/updates?chargePoint=nowhere", browser).status == 200)
        }
    }

    @Test("signing keys are for administrators, and a private key that was typed is not shown again")
    func signingKeys() async throws {
        try await withConsole { console async throws in
            let operatorBrowser = try await console.browser(.operator)
            #expect(try await console.get("/firmware/signing-keys", operatorBrowser).status == 403)
            #expect(!(try await console.get("/firmware", operatorBrowser).text).contains("signing-keys"))
            let browser = try await console.browser(.administrator)
            let answer = try await console.post(
                "/firmware/signing-keys", form([("name", "k"), ("certificate", "no certificate"), ("privateKey", "a secret key")], console, browser), browser)
            #expect(answer.status == 422 && answer.text.contains("id=\"field-certificate-error\"") && !answer.text.contains("a secret key"))
        }
    }
}
