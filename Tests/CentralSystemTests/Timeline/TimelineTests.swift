import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Timeline of a charge point")
struct TimelineTests {
    private func frame(
        _ fixture: CentralSystemFixture, _ id: String, _ action: String, _ kind: ObservedFrame.Kind = .call, sent: Bool = false
    ) -> ObservedFrame {
        ObservedFrame(
            direction: sent ? .sent : .received, kind: kind, time: fixture.time.now(), messageID: id, action: OCPPAction(rawValue: action),
            text: Array((kind == .call ? #"[2,"\#(id)","\#(action)",{}]"# : #"[3,"\#(id)",{"of":"\#(id)"}]"#).utf8))
    }

    private func kinds(_ entries: [TimelineEntry]) -> [String] {
        entries.map { entry in
            switch entry.content {
            case .said(let exchange): exchange.call.action ?? "invalid"
            case .command(let command): "→ \(command.action.rawValue)"
            case .connection(let event): event.kind.rawValue
            case .refused(let refusal): String(refusal.status)
            case .securityEvent(let event): event.type
            }
        }
    }

    @Test("connections, what was said and what was asked stand in one story, newest first, in parts that fit")
    func story() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        fixture.time.advance(seconds: 1)
        station.responder.observed(frame(fixture, "1", "BootNotification"))
        station.responder.observed(frame(fixture, "1", "BootNotification", .callResult, sent: true))
        for number in 0..<30 {
            fixture.time.advance(seconds: 1)
            station.responder.observed(frame(fixture, "h\(number)", "Heartbeat"))
            station.responder.observed(frame(fixture, "m\(number)", "MeterValues"))
        }
        fixture.time.advance(seconds: 1)
        station.responder.observed(frame(fixture, "2", "StatusNotification"))
        fixture.time.advance(seconds: 1)
        _ = try await fixture.system.commands.send(
            OCPPAction(rawValue: "Reset"), payload: try JSONNode.parse(Array(#"{"type":"Soft"}"#.utf8)), to: "CP-1", requestedBy: "test")
        fixture.time.advance(seconds: 1)
        let second = try await fixture.connect()
        fixture.time.advance(seconds: 1)
        second.responder.closed(.connectionLost)
        await fixture.system.flush()
        let reference = try await fixture.system.chargePoints.get("CP-1").reference
        let expected = ["closed", "superseding", "→ Reset", "StatusNotification", "BootNotification", "opened"]
        #expect(kinds(try await fixture.system.timeline.list(of: reference).items) == expected)

        var found: [String] = []
        var page = PageRequest(limit: 2)
        while true {
            let part = try await fixture.system.timeline.list(of: reference, page)
            #expect(part.items.count <= 2)
            found += kinds(part.items)
            guard let next = part.nextCursor else { break }
            page = PageRequest(limit: 2, cursor: next)
        }
        #expect(found == expected)
    }

    @Test("an answer that did not follow its CALL at once is found all the same")
    func distantAnswer() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        station.responder.observed(frame(fixture, "1", "StartTransaction"))
        station.responder.observed(frame(fixture, "x", "Reset", sent: true))
        station.responder.observed(frame(fixture, "1", "StartTransaction", .callResult, sent: true))
        await fixture.system.flush()
        let reference = try await fixture.system.chargePoints.get("CP-1").reference
        let exchange = try await fixture.system.timeline.list(of: reference).items.lazy.compactMap { entry in
            if case .said(let exchange) = entry.content { exchange } else { nil }
        }.first
        #expect(exchange?.answer?.frame == #"[3,"1",{"of":"1"}]"#)
    }

    @Test("connections that were refused are in the story of whose identity they bore")
    func refusals() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register("CP-1", password: .set("right"))
        try await fixture.register("CP-2")
        _ = try? await fixture.connect("CP-1")
        await fixture.system.flush()
        let first = try await fixture.system.chargePoints.get("CP-1").reference
        let second = try await fixture.system.chargePoints.get("CP-2").reference
        #expect(kinds(try await fixture.system.timeline.list(of: first).items).contains("401"))
        #expect(kinds(try await fixture.system.timeline.list(of: second).items) == [])
    }

    @Test("what tells something is read from its index", arguments: ["messages_telling"])
    func plan(index: String) async throws {
        let fixture = try await CentralSystemFixture()
        let plan = try await fixture.database.read { connection in
            try connection.rows(
                """
                EXPLAIN QUERY PLAN SELECT id FROM messages
                WHERE charge_point_key = 1 AND id < 100 AND \(MessageLogStore.isTelling) ORDER BY id DESC LIMIT 10
                """
            ).map { try $0.text("detail") }
        }
        #expect(plan.contains { $0.contains(index) }, "\(plan)")
    }

    @Test("a cursor that is none of ours is refused")
    func cursor() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let reference = try await fixture.system.chargePoints.get("CP-1").reference
        for text in ["", "1.2", "a.b.c.d.e", "-1.1.1.1.1"] {
            await #expect(throws: CentralSystemError.self) {
                try await fixture.system.timeline.list(of: reference, PageRequest(limit: 2, cursor: text))
            }
        }
    }
}
