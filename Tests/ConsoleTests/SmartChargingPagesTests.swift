import CentralSystem
import Foundation
import HTTPTypes
import OCPP16
import OCPPJ
import Testing

@testable import Console
@testable import WebAPI

@Suite("Pages of smart charging")
struct SmartChargingPagesTests {
    private static let template: [(name: String, value: String)] = [
        ("name", "night"), ("chargingProfilePurpose", "TxDefaultProfile"), ("stackLevel", "2"), ("chargingProfileKind", "Recurring"),
        ("recurrencyKind", "Daily"), ("chargingRateUnit", "A"), ("period.0.start", "0:00"), ("period.0.limit", "32"),
        ("period.1.start", "8:00"), ("period.1.limit", "6.5"), ("period.1.phases", "1"),
    ]

    private func form(_ fields: [(name: String, value: String)], _ button: String, _ console: ConsoleFixture, _ browser: ConsoleFixture.Browser) async throws -> String {
        FormText.encode(fields + [("button", button), ("csrf", try await console.forgeryToken(browser))])
    }

    @Test("a template that was typed is kept as it was typed, and shown with its chart")
    func template() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.operator)
            let saved = try await console.post("/smart-charging/templates/new", form(Self.template, "save", console, browser), browser)
            #expect(saved.status == 303)
            #expect(saved.headers[.location] == "/smart-charging/templates/night")
            let values = try await console.centralSystem.chargingProfiles.template("night").values
            #expect(values.stackLevel == 2 && values.recurrencyKind == .daily)
            let periods = values.chargingSchedule.chargingSchedulePeriod
            #expect(periods.map(\.startPeriod.value) == [0, 28_800] && periods.map(\.limit) == [32, 6.5] && periods[1].numberPhases == 1)
            let page = try await console.get("/smart-charging/templates/night", browser)
            #expect(page.text.contains("data-chart=") && page.text.contains("6.5 A"))
            #expect(try await console.get("/smart-charging", browser).text.contains("6.5 – 32 A"))
        }
    }

    @Test("a period is added and taken away without script, and what was typed stays")
    func periods() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.operator)
            let path = "/smart-charging/templates/new"
            let more = try await console.post(path, form(Self.template, "add", console, browser), browser)
            #expect(more.status == 200)
            #expect(more.text.contains("name=\"period.2.start\" value=\"9:00\""))
            #expect(more.text.contains("name=\"period.1.limit\" value=\"6.5\""))
            let less = try await console.post(path, form(Self.template, "remove.0", console, browser), browser)
            #expect(!less.text.contains("name=\"period.1.start\""))
            #expect(less.text.contains("name=\"period.0.limit\" value=\"6.5\""))
            #expect(try await console.centralSystem.chargingProfiles.templates().items.isEmpty)
        }
    }

    @Test(
        "what makes no sense is told beside its field, with what was typed",
        arguments: [("period.1.start", "eight"), ("period.1.limit", "6.55"), ("period.1.limit", "-1"), ("duration", "1"), ("stackLevel", "x")])
    func errors(field: String, value: String) async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.operator)
            let fields = Self.template.filter { $0.name != field } + [(field, value)]
            let answer = try await console.post("/smart-charging/templates/new", form(fields, "save", console, browser), browser)
            #expect(answer.status == 422)
            #expect(answer.text.contains("id=\"field-\(field)-error\""))
            #expect(answer.text.contains("value=\"\(value)\""))
        }
    }

    @Test("the editor tells what a profile does to the limits before anything is sent")
    func preview() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.operator)
            _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: "CP 1/2"))
            let path = LocalPath.of(NewProfilePage.path, ["id": "CP 1/2"])
            let page = try await console.get(path, browser)
            #expect(page.status == 200)
            let fields = [("connectorId", "1"), ("chargingProfilePurpose", "ChargePointMaxProfile"), ("chargingProfileKind", "Relative"), ("chargingRateUnit", "A"), ("period.0.start", "0:00"), ("period.0.limit", "10")]
            let checked = try await console.post(path, form(fields.map { (name: $0.0, value: $0.1) }, "check", console, browser), browser)
            #expect(checked.status == 200)
            #expect(checked.text.contains("a ChargePointMaxProfile can only be set at connector 0".replacing("a Ch", with: "A Ch")))
            let sent = try await console.post(path, form(fields.map { (name: $0.0, value: $0.1) }, "send", console, browser), browser)
            #expect(sent.status >= 400 && sent.text.contains("role=\"alert\""))
        }
    }

    @Test("every page is in both languages and escapes what it shows; viewers see no verbs")
    func everyPage() async throws {
        try await withConsole { console async throws in
            let hostile = "<script>x</script>\"&'"
            let schedule = ChargingSchedule(chargingRateUnit: .watts, chargingSchedulePeriod: [.init(startPeriod: 0, limit: 11_000)])
            _ = try await console.centralSystem.chargingProfiles.createTemplate(
                hostile, .init(note: hostile, chargingProfilePurpose: .txDefaultProfile, chargingProfileKind: .relative, chargingSchedule: schedule))
            _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: "CP-1"))
            var editor = try await console.browser(.operator)
            var viewer = try await console.browser(.viewer)
            for language in Language.allCases {
                editor.cookies[Preferences.languageCookie] = language.rawValue
                viewer.cookies[Preferences.languageCookie] = language.rawValue
                for suffix in ["", "/edit", "/install", "/delete"] {
                    let page = try await console.get(TemplatePage.of(hostile, suffix), editor)
                    #expect(page.status == 200, "\(suffix)")
                    #expect(!page.text.contains("<script>x"), "\(suffix)")
                    let seen = try await console.get(TemplatePage.of(hostile, suffix), viewer)
                    #expect(seen.status == (suffix.isEmpty ? 200 : 403), "\(suffix)")
                }
                for path in ["/charge-points/CP-1/composite-schedule", "/charge-points/CP-1/composite-schedule?connectorId=1&hours=168&unit=W"] {
                    #expect(try await console.get(path, viewer).status == 200)
                }
            }
            #expect(!(try await console.get("/smart-charging", viewer).text).contains("/smart-charging/templates/new"))
            #expect(try await console.get("/charge-points/nowhere/composite-schedule", viewer).status == 404)
        }
    }

    @Test("an install in bulk names its charge points, and tells what came of each")
    func install() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.operator)
            let schedule = ChargingSchedule(chargingRateUnit: .amperes, chargingSchedulePeriod: [.init(startPeriod: 0, limit: 16)])
            _ = try await console.centralSystem.chargingProfiles.createTemplate(
                "t", .init(chargingProfilePurpose: .txDefaultProfile, chargingProfileKind: .relative, chargingSchedule: schedule))
            let path = "/smart-charging/templates/t/install"
            let none = try await console.post(path, form([("connectorId", "0"), ("ids", "")], "", console, browser), browser)
            #expect(none.status == 422 && none.text.contains("id=\"field-ids-error\""))
            let both = try await console.post(path, form([("connectorId", "0"), ("ids", "A"), ("filter.group", "g")], "", console, browser), browser)
            #expect(both.status == 422)
            let question = try await console.post(path, form([("connectorId", "0"), ("ids", "A\n B\n")], "", console, browser), browser)
            #expect(question.status == 200 && question.text.contains("2 charge points:") && question.text.contains("2 of them are not registered"))
            let begun = try await console.post(
                path, form([("connectorId", "0"), ("ids", "A\n B\n"), ("_confirmed", "2")], "", console, browser), browser)
            #expect(begun.status == 303)
            let target = try await console.get(begun.headers[.location] ?? "", browser)
            #expect(target.status == 200)
            #expect(target.text.contains(">A<") && target.text.contains(">B<"))
        }
    }

    @Test("an install is stopped on a page of its own, and nothing else is stopped from there")
    func stop() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.operator)
            let schedule = ChargingSchedule(chargingRateUnit: .amperes, chargingSchedulePeriod: [.init(startPeriod: 0, limit: 16)])
            _ = try await console.centralSystem.chargingProfiles.createTemplate(
                "t", .init(chargingProfilePurpose: .txDefaultProfile, chargingProfileKind: .relative, chargingSchedule: schedule))
            let begun = try await console.post(
                "/smart-charging/templates/t/install", form([("connectorId", "0"), ("ids", "A"), ("_confirmed", "1")], "", console, browser),
                browser)
            let install = try #require(begun.headers[.location])
            let id = try #require(Int64(install.split(separator: "/").last ?? ""))
            // No verb, or none of ours, does nothing.
            for verb in ["", "cancel", "start"] {
                #expect(try await console.post(install, form([("verb", verb)], "", console, browser), browser).status == 400)
            }
            #expect(try await console.centralSystem.bulkOperations.get(id).state != .cancelling)
            #expect(try await console.centralSystem.bulkOperations.get(id).state != .cancelled)
            let page = try await console.get("\(install)/stop", browser)
            #expect(page.status == 200 && page.text.contains("Stop this install?"))
            #expect(try await console.post("\(install)/stop", form([], "", console, browser), browser).headers[.location] == install)
            let other = try await console.centralSystem.bulkOperations.create(
                NewBulkOperation(
                    kind: CommandExecutor.kind, parameters: JSONNode.parse(Array(#"{"action":"Reset","payload":{"type":"Soft"}}"#.utf8)),
                    target: .chargePoints(["A"])), requestedBy: "test")
            for suffix in ["", "/stop"] {
                #expect(try await console.get("/smart-charging/installs/\(other.id)\(suffix)", browser).status == 404)
                #expect(try await console.post("/smart-charging/installs/\(other.id)\(suffix)", form([("verb", "retry")], "", console, browser), browser).status == 404)
            }
        }
    }

    @Test("lengths of time", arguments: [("8:00", 28_800), ("0:30:15", 1815), ("24:00", 86_400), ("8", nil), ("8:60", nil), ("", nil), (":", nil), ("-1:00", nil), ("1:٣0", nil)] as [(String, Int?)])
    func clock(text: String, seconds: Int?) {
        #expect(ClockText.seconds(text) == seconds)
    }
}
