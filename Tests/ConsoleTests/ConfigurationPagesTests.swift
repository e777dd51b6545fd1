import CentralSystem
import Foundation
import HTTPTypes
import OCPPJ
import Testing

@testable import Console
@testable import WebAPI

@Suite("Pages of configuration templates")
struct ConfigurationPagesTests {
    private func form(_ fields: [(name: String, value: String)], _ console: ConsoleFixture, _ browser: ConsoleFixture.Browser) async throws -> String {
        FormText.encode(fields + [("csrf", try await console.forgeryToken(browser))])
    }

    @Test("keys and values that were typed are kept in their order, and shown with their meaning")
    func making() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.operator)
            let typed = "HeartbeatInterval = 300\r\n\r\nMeterValueSampleInterval=60\r\nVendorKey = a = b\r\nEmpty ="
            let saved = try await console.post(
                "/configuration/new", form([("name", "all/sites"), ("values", typed), ("vendor", "Harbour")], console, browser), browser)
            #expect(saved.status == 303 && saved.headers[.location] == "/configuration/templates/all%2Fsites")
            let template = try await console.centralSystem.configurationTemplates.get("all/sites")
            #expect(template.values.map(\.name.text) == ["HeartbeatInterval", "MeterValueSampleInterval", "VendorKey", "Empty"])
            #expect(template.values.map(\.value) == ["300", "60", "a = b", ""])
            #expect(template.selection == .filter(vendor: "Harbour"))
            let page = try await console.get("/configuration/templates/all%2Fsites", browser)
            #expect(page.text.contains("<code>300</code> <span class=\"detail\">seconds</span>"))
            #expect(try await console.get("/configuration", browser).text.contains("vendor Harbour"))
            let changed = try await console.post(
                "/configuration/templates/all%2Fsites/edit", form([("values", "HeartbeatInterval = 60"), ("group", "north")], console, browser), browser)
            #expect(changed.status == 303)
            #expect(try await console.centralSystem.configurationTemplates.get("all/sites").selection == .filter(group: "north"))
            let gone = try await console.post("/configuration/templates/all%2Fsites/delete", form([], console, browser), browser)
            #expect(gone.status == 303)
            #expect(try await console.centralSystem.configurationTemplates.list().items.isEmpty)
        }
    }

    @Test(
        "what cannot be kept is told beside the field, with what was typed",
        arguments: ["HeartbeatInterval", "= 1", "AuthorizationKey = secret-secret-1", "A = 1\nA = 2", String(repeating: "k", count: 51) + " = 1", ""])
    func errors(values: String) async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.operator)
            let answer = try await console.post("/configuration/new", form([("name", "t"), ("values", values)], console, browser), browser)
            #expect(answer.status == 422)
            #expect(answer.text.contains("id=\"field-values-error\""))
            #expect(try await console.centralSystem.configurationTemplates.list().items.isEmpty)
        }
    }

    @Test("keys and values survive being written and read", arguments: [
        ("A", "1"), ("A", ""), ("A", " spaces "), ("A", "two\nlines"), ("A", "\"quoted\""), ("A", "\""), ("A", "a \"b\" c"), ("A=B", "=1"),
        (" A", "x"), ("\"A", "\\"), ("키", "값 = \"값\""), ("A", "\t"), ("A", "\"a\" b"), ("A\r\nB", "\r\n"),
    ])
    func text(name: String, value: String) throws {
        let settings = [ConfigurationSetting(ConfigurationKeyName(name), value), ConfigurationSetting(ConfigurationKeyName("Next"), "2")]
        let read = try ConfigurationText.settings(ConfigurationText.text(settings))
        #expect(read.map(\.name.text) == [name, "Next"] && read.map(\.value) == [value, "2"])
    }

    @Test("a charge point that departs is shown with what it is and shall be, and gets the template with those that are chosen")
    func drift() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.operator)
            for id in ["CP-1", "CP-2"] { _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: id, group: "north")) }
            _ = try await console.centralSystem.configurationTemplates.create(
                "t", .init(selection: .filter(group: "north"), values: [.init(ConfigurationKeyName("HeartbeatInterval"), "60")]))
            let page = try await console.get("/configuration/templates/t", browser)
            #expect(page.text.contains("value=\"CP-1\"") && page.text.contains("Never read"))
            #expect(page.text.contains("href=\"/charge-points/CP-2/configuration\""))
            let tab = try await console.get("/charge-points/CP-1/configuration", browser)
            #expect(tab.text.contains("href=\"/configuration/templates/t\""))
            let apply = try await console.get("/configuration/templates/t/apply?ids=CP-1&ids=CP-2", browser)
            #expect(apply.text.contains("CP-1\nCP-2</textarea>"))
            for fields in [[(name: "ids", value: "CP-1")], []] {
                let begun = try await console.post("/configuration/templates/t/apply", form(fields, console, browser), browser)
                #expect(begun.status == 303)
                let target = try await console.get(begun.headers[.location] ?? "", browser)
                #expect(target.status == 200 && target.text.contains("Configuration from a template"))
            }
            let operations = try await console.centralSystem.bulkOperations.list().items
            #expect(operations.map(\.progress.total) == [2, 1])
        }
    }

    @Test("a template for no charge points by itself asks for which ones")
    func noTarget() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.operator)
            _ = try await console.centralSystem.configurationTemplates.create("t", .init(values: [.init(ConfigurationKeyName("A"), "1")]))
            #expect(try await console.get("/configuration/templates/t", browser).status == 200)
            let answer = try await console.post("/configuration/templates/t/apply", form([], console, browser), browser)
            #expect(answer.status == 422 && answer.text.contains("id=\"field-ids-error\""))
        }
    }

    @Test("every page is in both languages and escapes what it shows; viewers see no verbs")
    func everyPage() async throws {
        try await withConsole { console async throws in
            let hostile = "<script>x</script>\"&'"
            _ = try await console.centralSystem.configurationTemplates.create(
                hostile, .init(
                    selection: .filter(vendor: hostile), values: [.init(ConfigurationKeyName(hostile), hostile), .init(ConfigurationKeyName("HeartbeatInterval"), "x")],
                    note: hostile))
            _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: hostile))
            var editor = try await console.browser(.operator)
            var viewer = try await console.browser(.viewer)
            for language in Language.allCases {
                editor.cookies[Preferences.languageCookie] = language.rawValue
                viewer.cookies[Preferences.languageCookie] = language.rawValue
                let paths = ["", "/edit", "/apply", "/delete", "?show=all"].map { ConfigurationTemplatePage.of(hostile, $0) }
                for path in paths + ["/configuration", "/configuration/new", NewConfigurationTemplatePage.from(hostile)] {
                    let page = try await console.get(path, editor)
                    #expect(page.status == 200, "\(path)")
                    #expect(!page.text.contains("<script>x"), "\(path)")
                    let seen = try await console.get(path, viewer)
                    let isOpen = path == "/configuration" || path == paths[0] || path == paths[4]
                    #expect(seen.status == (isOpen ? 200 : 403), "\(path)")
                    if isOpen {
                        for verb in ["/configuration/new", "/apply", "/edit\"", "/delete"] { #expect(!seen.text.contains(verb), "\(path)") }
                    }
                }
            }
            #expect(try await console.get("/configuration/templates/nothing", viewer).status == 404)
        }
    }
}
