import CentralSystem
import Foundation
import HTTPTypes
import OCPP16
import OCPPJ
import Testing

@testable import Console
@testable import WebAPI

@Suite("Pages of one charge point")
struct ChargePointPageTests {
    /// The pages below a charge point that have a parameter for it alone.
    private static func paths(_ console: ConsoleFixture) -> [String] {
        Console.chargePointPages(of: console.centralSystem).map { type(of: $0).path }
            .filter { $0.hasPrefix("/charge-points/{id}") && !$0.dropFirst(20).contains("{") }
    }

    private static func url(_ pattern: String, _ id: String) -> String { LocalPath.of(pattern, ["id": id]) }

    @Test("every page of a charge point is in both languages, and without anything inline")
    func languages() async throws {
        try await withConsole { console async throws in
            let hostile = "<script>alert(1)</script>\"'"
            _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: "CP 1", group: hostile, note: hostile))
            var english = try await console.browser(.administrator)
            english.cookies[Preferences.languageCookie] = "en"
            var korean = english
            korean.cookies[Preferences.languageCookie] = "ko"
            #expect(Self.paths(console).count >= 18)
            for path in Self.paths(console) {
                let one = try await console.get(Self.url(path, "CP 1"), english)
                let other = try await console.get(Self.url(path, "CP 1"), korean)
                #expect(one.status == 200 && other.status == 200, "\(path)")
                #expect(one.text.contains("<html lang=\"en\"") && other.text.contains("<html lang=\"ko\""), "\(path)")
                #expect(!Self.main(one.text).unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }, "\(path)")
                #expect(Self.main(other.text).unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }, "\(path)")
                for inline in ["<style", " style=", " onclick=", "javascript:", "<script>"] {
                    #expect(!one.text.contains(inline), "\(path): \(inline)")
                }
                #expect(try await console.get(Self.url(path, "nobody"), english).status == 404, "\(path)")
            }
        }
    }

    private static func main(_ text: String) -> Substring {
        text.range(of: "<main").map { text[$0.lowerBound...] }.flatMap { rest in
            rest.range(of: "</main>").map { rest[..<$0.lowerBound] }
        } ?? ""
    }

    @Test("adding one shows once what must be typed into it, and the password opens the door")
    func adding() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.operator)
            let key = try await console.forgeryToken(browser)
            let answer = try await console.post(
                "/charge-points/new",
                FormText.encode([("csrf", key), ("id", "CP 7"), ("passwordChoice", "generate"), ("group", "north"), ("password", ""), ("securityProfile", "")]),
                browser)
            #expect(answer.status == 200)
            #expect(answer.text.contains("ws://127.0.0.1:9000/ocpp/CP%207"))
            #expect(answer.headers[.cacheControl] == "no-store")
            let password = try #require(Self.setting("password", answer.text))
            #expect(password.utf8.count == 40)
            let chargePoint = try await console.centralSystem.chargePoints.get("CP 7")
            #expect(chargePoint.hasPassword && chargePoint.group == "north")
            // Afterwards nobody sees it.
            #expect(!(try await console.get("/charge-points/CP%207/settings", browser)).text.contains(password))
        }
    }

    /// What is to be typed in.
    private static func setting(_ name: String, _ text: String) -> String? {
        text.range(of: "data-setting=\"\(name)\" tabindex=\"0\">").map { found in String(text[found.upperBound...].prefix { $0 != "<" }) }
    }

    @Test("a form that is refused says what is wrong beside the field, and keeps what was typed but for the password")
    func refusedForm() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.operator)
            let key = try await console.forgeryToken(browser)
            _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: "CP-1"))
            let taken = try await console.post(
                "/charge-points/new", FormText.encode([("csrf", key), ("id", "CP-1"), ("passwordChoice", "none"), ("note", "a <note>")]), browser)
            #expect(taken.status == 409)
            #expect(taken.text.contains("a &lt;note&gt;"))
            let missing = try await console.post(
                "/charge-points/new", FormText.encode([("csrf", key), ("id", "CP-2"), ("passwordChoice", "own"), ("password", "")]), browser)
            #expect(missing.status == 422 || missing.status == 400)
            #expect(missing.text.contains("id=\"field-password-error\""))
            let secret = "a secret that is far too long " + String(repeating: "x", count: 120)
            let long = try await console.post(
                "/charge-points/new", FormText.encode([("csrf", key), ("id", "CP-2"), ("passwordChoice", "own"), ("password", secret)]), browser)
            #expect(long.status >= 400 && !long.text.contains(secret))
        }
    }

    @Test("whoever may only look is offered nothing that changes something")
    func viewers() async throws {
        try await withConsole { console async throws in
            _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: "CP-1", registrationStatus: .pending))
            let viewer = try await console.browser(.viewer)
            let key = try await console.forgeryToken(viewer)
            for path in Self.paths(console) {
                let page = try await console.get(Self.url(path, "CP-1"), viewer)
                guard page.status == 200 else {
                    #expect(page.status == 403, "\(path)")
                    continue
                }
                #expect(!Self.main(page.text).contains("method=\"post\""), "\(path)")
            }
            #expect(try await console.get("/charge-points/new", viewer).status == 403)
            let forced = try await console.post(
                "/charge-points/CP-1", FormText.encode([("csrf", key), ("registrationStatus", "Accepted")]), viewer)
            #expect(forced.status == 403)
            #expect(try await console.centralSystem.chargePoints.get("CP-1").registrationStatus == .pending)
        }
    }

    @Test("a pending charge point is accepted on its own page")
    func accepting() async throws {
        try await withConsole { console async throws in
            _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: "CP-1", registrationStatus: .pending))
            let browser = try await console.browser(.operator)
            let key = try await console.forgeryToken(browser)
            let answer = try await console.post(
                "/charge-points/CP-1", FormText.encode([("csrf", key), ("registrationStatus", "Accepted")]), browser)
            #expect(answer.status == 303 && answer.headers[.location] == "/charge-points/CP-1")
            #expect(try await console.centralSystem.chargePoints.get("CP-1").registrationStatus == .accepted)
        }
    }

    @Test("an empty field of the registration takes away what was there, and the rest stays")
    func settings() async throws {
        try await withConsole { console async throws in
            _ = try await console.centralSystem.chargePoints.create(
                NewChargePoint(id: "CP-1", password: .set("a password"), settings: .init(pingIntervalSeconds: 30), group: "north", note: "note"))
            let browser = try await console.browser(.operator)
            let key = try await console.forgeryToken(browser)
            let answer = try await console.post(
                "/charge-points/CP-1/settings",
                FormText.encode([
                    ("csrf", key), ("registrationStatus", "Accepted"), ("group", ""), ("note", "another"), ("settings.pingIntervalSeconds", ""),
                    ("settings.requireSubprotocol", "true"), ("settings.automation", ""), ("settings.meterEnergyScale", "1000"),
                ]), browser)
            #expect(answer.status == 303)
            let chargePoint = try await console.centralSystem.chargePoints.get("CP-1")
            #expect(chargePoint.group == nil && chargePoint.note == "another" && chargePoint.hasPassword)
            #expect(chargePoint.settings == ChargePointSettings(requireSubprotocol: true, meterEnergyScale: 1000))
        }
    }

    @Test("a saved registration keeps what was not changed in the form, and what the form does not hold")
    func keptSettings() async throws {
        try await withConsole { console async throws in
            _ = try await console.centralSystem.chargePoints.create(
                NewChargePoint(id: "CP-1", settings: .init(pingIntervalSeconds: 30, automation: true), group: "north", note: "note"))
            let browser = try await console.browser(.operator)
            let page = try await console.get("/charge-points/CP-1/settings", browser).text
            #expect(page.contains("name=\"was.settings.pingIntervalSeconds\" value=\"30\""))
            let key = try await console.forgeryToken(browser)
            // The ping interval was 20 when the form was shown, and nobody changed it there.
            let answer = try await console.post(
                "/charge-points/CP-1/settings",
                FormText.encode([
                    ("csrf", key), ("registrationStatus", "Accepted"), ("was.registrationStatus", "Accepted"), ("group", ""), ("was.group", "north"),
                    ("settings.pingIntervalSeconds", "20"), ("was.settings.pingIntervalSeconds", "20"),
                ]), browser)
            #expect(answer.status == 303)
            let chargePoint = try await console.centralSystem.chargePoints.get("CP-1")
            #expect(chargePoint.group == nil && chargePoint.note == "note")
            #expect(chargePoint.settings == ChargePointSettings(pingIntervalSeconds: 30, automation: true))
        }
    }

    @Test("a viewer is shown no way to a page that is refused")
    func passwordButton() async throws {
        try await withConsole { console async throws in
            _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: "CP-1"))
            for (role, isShown) in [(Role.viewer, false), (.operator, true)] {
                let page = try await console.get("/charge-points/CP-1/certificates", try await console.browser(role))
                #expect(page.status == 200 && page.text.contains("/charge-points/CP-1/password") == isShown, "\(role)")
            }
        }
    }

    @Test("removing asks first")
    func removing() async throws {
        try await withConsole { console async throws in
            _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: "CP-1"))
            let browser = try await console.browser(.operator)
            let key = try await console.forgeryToken(browser)
            #expect(try await console.get("/charge-points/CP-1/remove", browser).text.contains("Remove CP-1?"))
            #expect(try await console.centralSystem.chargePoints.get("CP-1").id == "CP-1")
            #expect(try await console.post("/charge-points/CP-1/remove", "csrf=\(key)", browser).status == 303)
            #expect(try await console.get("/charge-points/CP-1", browser).status == 404)
        }
    }
}
