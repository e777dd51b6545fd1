import HTTPTypes
import OCPPJ
import Testing

@testable import CentralSystem
@testable import Console
@testable import WebAPI

@Suite("Pages for commands")
struct CommandPageTests {
    private static let hostile = "CP \"><script>&'"
    private static let hostilePath = "/charge-points/\(LocalPath.encoded(hostile))"
    private static let quick = ["start", "stop", "unlock", "reset", "availability"]

    @Test("every form and every confirmation is there, in both languages, and text from outside is escaped")
    func everyPage() async throws {
        try await withConsole { console async throws in
            _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: Self.hostile))
            var browser = try await console.browser(.administrator)
            for language in ["en", "ko"] {
                browser.cookies[Preferences.languageCookie] = language
                let paths = [""] + CommandDescription.all.map { "/\($0.action)" }
                for path in paths.map({ "\(Self.hostilePath)/commands\($0)" }) + Self.quick.map({ "\(Self.hostilePath)/\($0)" }) {
                    let page = try await console.get(path, browser)
                    #expect(page.status == 200, "\(path)")
                    #expect(page.text.contains("<html lang=\"\(language)\""))
                    #expect(!page.text.contains("<script>&"), "\(path)")
                }
            }
        }
    }

    @Test("a viewer gets no form, and an operator none about certificates")
    func roles() async throws {
        try await withConsole { console async throws in
            _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: "CP-1"))
            let viewer = try await console.browser(.viewer)
            for path in ["commands", "commands/Reset"] + Self.quick {
                #expect(try await console.get("/charge-points/CP-1/\(path)", viewer).status == 403, "\(path)")
            }
            #expect(try await console.get("/bulk-operations/new", viewer).status == 403)
            #expect(try await !console.get("/charge-points", viewer).text.contains("name=\"ids\""))
            let key = try await console.forgeryToken(viewer)
            #expect(try await console.post("/charge-points/CP-1/reset", "csrf=\(key)&type=Soft", viewer).status == 403)
            let op = try await console.browser(.operator)
            #expect(try await console.get("/charge-points/CP-1/commands/Reset", op).status == 200)
            for action in ["InstallCertificate", "DeleteCertificate", "CertificateSigned"] {
                #expect(try await console.get("/charge-points/CP-1/commands/\(action)", op).status == 403)
            }
            #expect(try await console.centralSystem.commands.list(chargePoint: "CP-1").items.isEmpty)
        }
    }

    @Test("a command to a charge point that is not connected leads to its outcome, which says so")
    func notConnected() async throws {
        try await withConsole { console async throws in
            _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: "CP-1"))
            let browser = try await console.browser(.operator)
            let key = try await console.forgeryToken(browser)
            let sent = try await console.post("/charge-points/CP-1/commands/Reset", "csrf=\(key)&type=Soft", browser)
            #expect(sent.status == 303)
            let path = try #require(sent.headers[.location])
            let page = try await console.get(path, browser)
            #expect(page.text.contains("Nothing was sent, because the charge point is not connected."))
            #expect(page.text.contains("&quot;Soft&quot;"))
            let start = try await console.post("/charge-points/CP-1/start", "csrf=\(key)&idTag=TAG", browser)
            #expect(start.headers[.location]?.hasPrefix("/remote-starts/") == true)
            #expect(try await console.get(try #require(start.headers[.location]), browser).text.contains("No answer"))
        }
    }

    @Test("a form with a mistake comes back with what was typed, and the mistake beside its field")
    func mistakes() async throws {
        try await withConsole { console async throws in
            _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: "CP-1"))
            let browser = try await console.browser(.operator)
            let key = try await console.forgeryToken(browser)
            let path = "/charge-points/CP-1/commands/ChangeAvailability"
            let answer = try await console.post(path, "csrf=\(key)&connectorId=many&type=Operative", browser)
            #expect(answer.status == 422)
            #expect(answer.text.contains("value=\"many\""))
            #expect(answer.text.contains("id=\"field-connectorId-error\""))
            #expect(answer.text.contains("<option value=\"Operative\" selected>"))
            let raw = try await console.post(path, "csrf=\(key)&_json=%7Bnot+json", browser)
            #expect(raw.status == 422)
            #expect(raw.text.contains("{not json"))
            #expect(raw.text.contains("id=\"field-_json-error\""))
        }
    }

    @Test("a list gets one more row without script, and nothing is sent")
    func rows() async throws {
        try await withConsole { console async throws in
            _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: "CP-1"))
            let browser = try await console.browser(.operator)
            let key = try await console.forgeryToken(browser)
            let list = "csChargingProfiles.chargingSchedule.chargingSchedulePeriod"
            let form = FormText.encode([("csrf", key), ("\(list)[0].startPeriod", "0"), ("\(list)[0].limit", "16"), ("_more", list)])
            let answer = try await console.post("/charge-points/CP-1/commands/SetChargingProfile", form, browser)
            #expect(answer.status == 200)
            #expect(answer.text.contains("name=\"\(list)[1].limit\""))
            #expect(answer.text.contains("name=\"\(list)[0].limit\" value=\"16\""))
            #expect(try await console.centralSystem.commands.list(chargePoint: "CP-1").items.isEmpty)
        }
    }

    @Test("the list of charge points leads to a bulk operation for those chosen, or for all that match")
    func bulk() async throws {
        try await withConsole { console async throws in
            for number in 1...3 { _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: "CP-\(number)")) }
            let browser = try await console.browser(.operator)
            let key = try await console.forgeryToken(browser)
            #expect(try await console.get("/charge-points", browser).text.contains("name=\"ids\" value=\"CP-1\""))
            let none = try await console.post("/bulk-operations/new", "csrf=\(key)", browser)
            #expect(none.text.contains("Choose at least one charge point."))
            let chosen = try await console.post("/bulk-operations/new", "csrf=\(key)&ids=CP-1&ids=CP-3", browser)
            #expect(chosen.text.contains("2 charge points:"))
            let form = try await console.post("/bulk-operations/new", "csrf=\(key)&ids=CP-1%0ACP-3&_action=Reset", browser)
            #expect(form.text.contains("<option value=\"Soft\" selected>"))
            let made = try await console.post(
                "/bulk-operations/new", "csrf=\(key)&_filled=1&ids=CP-1%0ACP-3&_action=Reset&type=Hard", browser)
            #expect(made.status == 303)
            let page = try await console.get(try #require(made.headers[.location]), browser)
            #expect(page.text.contains("CP-3") && page.text.contains("&quot;Hard&quot;") && !page.text.contains("CP-2"))
            // What is shown is what gets the command, whatever matches by then.
            let everything = try await console.post("/bulk-operations/new", "csrf=\(key)&_all=1&state=offline&_action=ClearCache", browser)
            #expect(everything.text.contains("3 charge points") && everything.text.contains("value=\"CP-1\nCP-2\nCP-3\""))
            let unseen = "csrf=\(key)&_filled=1&_all=1&state=offline&_action=ClearCache"
            for seen in ["", "&_seen=2"] {
                #expect(try await console.post("/bulk-operations/new", unseen + seen, browser).status == 409)
            }
            for step in ["", "&_filled=1", "&_filled=1&_seen=3"] {
                let bogus = try await console.post("/bulk-operations/new", "csrf=\(key)&_all=1&state=bogus&_action=Reset&type=Hard\(step)", browser)
                #expect(bogus.status == 400 && bogus.text.contains("The condition state"), "\(step)")
            }
            #expect(try await console.centralSystem.bulkOperations.list().items.count == 1)
            let all = try await console.post("/bulk-operations/new", "\(unseen)&_seen=3", browser)
            #expect(try await console.get(try #require(all.headers[.location]), browser).text.contains("/ 3"))
            let wrong = try await console.post("/bulk-operations/new", "csrf=\(key)&_filled=1&ids=CP-1&_action=Reset&type=", browser)
            #expect(wrong.status == 422)
            #expect(wrong.text.contains("Send Reset to all of them"))
            #expect(try await console.get("/bulk-operations", browser).text.contains("ClearCache"))
        }
    }

    @Test("a condition that is not understood is refused by name, and does not mean everything", arguments: [
        "/charge-points?state=bogus", "/charge-points?registrationStatus=bogus", "/messages?kind=bogus", "/messages?from=soon",
        "/id-tags?status=bogus", "/reservations?state=bogus", "/bulk-operations?state=bogus", "/security/events?isCritical=bogus",
        "/security/events?source=bogus", "/security/events?from=yesterday", "/security/certificates?state=bogus", "/firmware/updates?state=bogus",
        "/firmware/campaigns?state=bogus", "/charge-points/CP-1/sessions?state=bogus", "/charge-points/CP-1/messages?direction=bogus",
        "/orphaned-stops?resolved=bogus",
    ])
    func conditions(uri: String) async throws {
        try await withConsole { console async throws in
            _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: "CP-1"))
            let answer = try await console.get(uri, try await console.browser(.viewer))
            let name = uri.split(separator: "?").last?.split(separator: "=").first ?? ""
            #expect(answer.status == 400 && answer.text.contains("The condition \(name) "), "\(uri)")
        }
    }

    @Test("what is felt names every running session, whichever connector the form chooses")
    func felt() async throws {
        try await withConsole { console async throws in
            let id = try await console.start(try await console.chargePoint(), connector: 2)
            let browser = try await console.browser(.operator)
            for page in ["unlock", "availability"] {
                let text = try await console.page("/charge-points/CP-1/\(page)?connectorId=1", browser)
                #expect(text.contains("<a href=\"/sessions/\(id)\">") && !text.contains("No session is running"), "\(page)")
            }
        }
    }

    @Test("a filter is kept for whoever keeps it, and for nobody else")
    func filters() async throws {
        try await withConsole { console async throws in
            let ada = try await console.browser(.viewer, name: "ada")
            let eve = try await console.browser(.viewer, name: "eve")
            let key = try await console.forgeryToken(ada)
            let form = FormText.encode([("csrf", key), ("list", "/charge-points"), ("query", "state=faulted"), ("name", "<b>broken")])
            let kept = try await console.post("/saved-filters", form, ada)
            #expect(kept.headers[.location] == "/charge-points?state=faulted")
            let page = try await console.get("/charge-points", ada).text
            #expect(page.contains("<a href=\"/charge-points?state=faulted\">&lt;b&gt;broken</a>"))
            #expect(try await !console.get("/charge-points", eve).text.contains("broken"))
            let filter = try #require(
                try await console.centralSystem.savedFilters.list(of: SavedFilterOwner(.init(kind: .session, name: "ada", role: .viewer))).first)
            let eveKey = try await console.forgeryToken(eve)
            #expect(try await console.post("/saved-filters", "csrf=\(eveKey)&list=%2Fcharge-points&delete=\(filter.id)", eve).status == 404)
            #expect(try await console.post("/saved-filters", "csrf=\(key)&list=%2Fcharge-points&delete=\(filter.id)", ada).status == 303)
            #expect(try await !console.get("/charge-points", ada).text.contains("broken"))
        }
    }

    @Test("the message log of a new server says what will be there, and an unknown message is not found")
    func emptyLog() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.viewer)
            #expect(try await console.get("/messages", browser).text.contains("No messages yet"))
            #expect(try await console.get("/messages?odd=1&action=Heartbeat", browser).text.contains("No message matches"))
            #expect(try await console.get("/messages/17", browser).status == 404)
            #expect(try await console.get("/messages/x", browser).status == 404)
        }
    }
}

@Suite("Texts of messages")
struct MessageTextTests {
    @Test("JSON gets lines, and keeps its numbers and texts as they came")
    func pretty() {
        #expect(JSONPretty.text(Array(#"{"a":[1.50,"\u00e9"],"b":{}}"#.utf8)) == "{\n  \"a\": [\n    1.50,\n    \"\\u00e9\"\n  ],\n  \"b\": {}\n}")
        #expect(JSONPretty.text(Array("not json".utf8)) == "not json")
    }

    @Test("a request whose secret is hidden is known for it, and so not offered to be sent again as it is shown", arguments: [
        (#"[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"(hidden)"}]"#, true),
        (#"[2,"1","GetDiagnostics",{"location":"ftp://u:(hidden)@files.example.com/"}]"#, true),
        (#"[2,"1","ChangeConfiguration",{"key":"HeartbeatInterval","value":"60"}]"#, false),
    ])
    func hiddenSecrets(frame: String, isHidden: Bool) {
        let message = LoggedMessage(
            id: 1, chargePointId: "CP-1", time: ConsoleFixture.start, direction: .sent, messageType: .call, messageID: "1",
            action: "ChangeConfiguration", frame: frame, note: nil)
        #expect(message.hidesSecret == isHidden)
    }

    @Test("the mask of a secret is no secret to send", arguments: [
        ("ChangeConfiguration", #"{"key":"AuthorizationKey","value":"(hidden)"}"#, "value"),
        ("GetDiagnostics", #"{"location":"ftp://u:(hidden)@files.example.com/"}"#, "location"),
    ])
    func mask(action: String, payload: String, member: String) throws {
        let node = try JSONNode.parse(Array(payload.utf8))
        let error = #expect(throws: CentralSystemError.self) { try CommandService.check(OCPPAction(rawValue: action), payload: node) }
        #expect(error?.code == .invalidMember && error?.member == member)
    }

    @Test("an empty secret is not sent")
    func emptySecret() async throws {
        try await withConsole { console async throws in
            _ = try await console.chargePoint()
            let browser = try await console.browser(.operator)
            for value in ["", "(hidden)"] {
                let answer = try await console.send("/charge-points/CP-1/configuration/AuthorizationKey", [("value", value)], browser)
                #expect(answer.status == 422)
            }
            #expect(try await console.centralSystem.commands.list(chargePoint: "CP-1").items.isEmpty)
        }
    }

    @Test("what is quoted for a shell stays one word")
    func quoted() {
        #expect(MessageText.quoted("a'b$(c)`d`") == #"'a'\''b$(c)`d`'"#)
    }

    @Test("a local time is read in the viewer's zone and shown in it", arguments: [0, 540, -210])
    func local(zone: Int) throws {
        let time = try #require(LocalTime(zoneMinutes: zone).moment("2026-11-26T18:30"))
        #expect(time.milliseconds == 1_795_717_800_000 - Int64(zone) * 60_000)
        #expect(LocalTime(zoneMinutes: zone).text(time) == "2026-11-26T18:30")
        #expect(LocalTime(zoneMinutes: zone).moment("2026-11-26T18:30:00Z")?.milliseconds == 1_795_717_800_000)
        #expect(LocalTime(zoneMinutes: zone).moment("soon") == nil)
    }
}
