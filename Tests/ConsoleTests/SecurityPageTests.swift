import HTTPTypes
import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem
@testable import Console
@testable import WebAPI

@Suite("Pages about security")
struct SecurityPageTests {
    private static let hostile = "<script>alert('x')</script>\"&"

    /// The event of a charge point.
    private func event(_ console: ConsoleFixture, type: String = "TamperDetectionActivated", info: String? = nil) async throws -> Int64 {
        if (try? await console.centralSystem.chargePoints.get("CP-1")) == nil {
            _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: "CP-1"))
        }
        let key = try await console.centralSystem.chargePoints.get("CP-1").key
        try await console.centralSystem.securityEvents.database.write { connection in
            let event = SecurityEvent(
                id: 0, type: type, timestamp: ConsoleFixture.start, timestampReceived: ConsoleFixture.start.rfc3339, techInfo: info,
                receivedAt: ConsoleFixture.start)
            try SecurityEventStore.add(event, chargePointKey: key, in: connection)
        }
        return try #require(try await console.centralSystem.securityEvents.list(.init()).items.first).id
    }

    @Test("an event says in plain words what it means, in both languages, and is acknowledged with a note")
    func acknowledging() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.operator)
            let id = try await event(console, info: Self.hostile)
            let glance = try await console.get("/security", browser)
            #expect(glance.text.contains("TamperDetectionActivated"))
            let page = try await console.get("/security/events/\(id)", browser)
            #expect(page.text.contains("somebody opened or moved it"))
            #expect(!page.text.contains("<script>alert"))
            var korean = browser
            korean.cookies[Preferences.languageCookie] = "ko"
            #expect(try await console.get("/security/events/\(id)", korean).text.contains("개봉되거나"))
            let token = try await console.forgeryToken(browser)
            let answer = try await console.post("/security/events/\(id)", "csrf=\(token)&note=A+technician", browser)
            #expect(answer.status == 303)
            let word = try await console.centralSystem.securityEvents.get(id).acknowledgement
            #expect(word?.note == "A technician" && word?.operatorName == "operator")
            #expect(try await console.get("/security", browser).text.contains("Nothing critical is open"))
        }
    }

    @Test("what happens on any day hides no alarm, however often it happens")
    func everyday() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.viewer)
            let alarm = try await event(console)
            for _ in 0..<201 { _ = try await event(console, type: "StartupOfTheDevice") }
            for path in ["/", "/security", "/security/events?isAlarming=true"] {
                let page = try await console.get(path, browser).text
                #expect(page.contains("/security/events/\(alarm)\""), "\(path)")
                #expect(!page.contains("/security/events/\(alarm + 1)\""), "\(path)")
            }
        }
    }

    @Test("all events that are shown are acknowledged at once; those that somebody else did meanwhile are passed over")
    func acknowledgingMany() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.operator)
            let first = try await event(console)
            let second = try await event(console, type: "MemoryExhaustion")
            _ = try await console.centralSystem.securityEvents.acknowledge(first, note: nil, by: "anna")
            let token = try await console.forgeryToken(browser)
            let none = try await console.post("/security/events", "csrf=\(token)&which=chosen", browser)
            #expect(none.status == 400 && none.text.contains("Choose at least one event"))
            let answer = try await console.post(
                "/security/events?isCritical=true", "csrf=\(token)&which=shown&shown=\(first)&shown=\(second)", browser)
            #expect(answer.status == 303 && answer.headers[.location] == "/security/events?isCritical=true")
            #expect(try await console.centralSystem.securityEvents.get(second).acknowledgement?.operatorName == "operator")
            #expect(try await console.centralSystem.securityEvents.get(first).acknowledgement?.operatorName == "anna")
        }
    }

    @Test("a viewer sees events but cannot acknowledge them")
    func viewers() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.viewer)
            let id = try await event(console)
            #expect(!(try await console.get("/security/events", browser).text.contains("name=\"which\"")))
            let token = try await console.forgeryToken(browser)
            #expect(try await console.post("/security/events/\(id)", "csrf=\(token)", browser).status == 403)
            for path in ["/users", "/tokens", "/audit", "/users/new", "/tokens/new", "/security/install-root"] {
                #expect(try await console.get(path, browser).status == 403, "\(path)")
            }
        }
    }

    @Test(
        "a refused connection says what to do next",
        arguments: [
            (404, "unknown charge point", false, "/charge-points/new?id=CP%209"),
            (404, "unknown charge point", true, "/charge-points/CP%209"),
            (401, "wrong password", true, "/charge-points/CP%209/password"),
            (401, "security profile 3 demands a client certificate, and none was presented", true, "/charge-points/CP%209/certificates"),
            (404, "unknown charge point, and 1000 others wait for acceptance already", false, "/pending"),
            (400, "no subprotocol offered; Sec-WebSocket-Protocol must name ocpp1.6", true, nil),
        ] as [(Int, String, Bool, String?)])
    func advice(status: Int, reason: String, isRegistered: Bool, path: String?) async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.operator)
            let refusal = RefusedConnection(
                id: 1, time: ConsoleFixture.start, remoteAddress: "10.0.0.1:5", target: "/ocpp/CP%209", identity: "CP 9", status: status,
                reason: reason)
            if isRegistered { _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: "CP 9")) }
            try await console.centralSystem.securityEvents.database.write { try RefusedConnectionStore.add(refusal, in: $0) }
            let page = try await console.get("/security/refused-connections", browser).text
            #expect(page.contains(reason))
            if let path { #expect(page.contains("href=\"\(path)\""), "\(reason)") }
        }
    }

    @Test("charge points that wait are accepted at once, and rejected after a question")
    func deciding() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.operator)
            for id in ["CP-1", "CP-2", "CP <3>"] {
                _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: id, registrationStatus: .pending))
            }
            let page = try await console.get("/pending", browser).text
            #expect(page.contains("value=\"CP &lt;3&gt;\"") && !page.contains("CP <3>"))
            let token = try await console.forgeryToken(browser)
            #expect(try await console.post("/pending", "csrf=\(token)&id=CP-1&decision=Accepted", browser).status == 303)
            #expect(try await console.centralSystem.chargePoints.get("CP-1").registrationStatus == .accepted)
            // Enter in a box presses the first button of the boxes' form, which must not be the one of a single charge point.
            let buttons = page.split(separator: "<button").dropFirst()
            for name in ["accept", "reject"] {
                let ofRows = buttons.filter { $0.contains("name=\"\(name)\"") }
                #expect(!ofRows.isEmpty && ofRows.allSatisfy { $0.contains("form=\"decide-one\"") }, "\(name)")
            }
            let question = try await console.post("/pending", "csrf=\(token)&reject=CP-2", browser)
            #expect(question.status == 200 && question.text.contains("Reject CP-2?"))
            #expect(try await console.centralSystem.chargePoints.get("CP-2").registrationStatus == .pending)
            let sent = try await console.post("/pending", "csrf=\(token)&id=CP-2&decision=Rejected&confirmed=true", browser)
            #expect(sent.status == 303)
            #expect(try await console.centralSystem.chargePoints.get("CP-2").registrationStatus == .rejected)
            #expect(try await console.get("/pending?status=Rejected", browser).text.contains("CP-2"))
        }
    }

    @Test("when one of several cannot be decided, those before it are, and that is told")
    func halfDone() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.operator)
            _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: "CP-1", registrationStatus: .pending))
            let answer = try await console.send("/pending", [("id", "CP-1"), ("id", "gone"), ("decision", "Accepted")], browser)
            #expect(answer.status == 303)
            #expect(try await console.centralSystem.chargePoints.get("CP-1").registrationStatus == .accepted)
            let next = try await console.get("/pending", ConsoleFixture.browser(with: answer, browser))
            #expect(next.text.contains("1 of 2 are decided. Then gone failed"))
            let none = try await console.send("/pending", [("id", "gone"), ("decision", "Accepted")], browser)
            #expect(none.status == 404)
        }
    }
}
