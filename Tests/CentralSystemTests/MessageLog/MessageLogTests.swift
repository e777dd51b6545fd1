import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Message log")
struct MessageLogTests {
    private func frame(
        _ index: Int, at time: Timestamp, _ kind: ObservedFrame.Kind = .call, sent: Bool = false, note: String? = nil
    ) -> ObservedFrame {
        let text =
            switch kind {
            case .call: #"[2,"m\#(index)","Heartbeat",{}]"#
            case .callResult: #"[3,"m\#(index)",{}]"#
            case .callError: #"[4,"m\#(index)","InternalError","",{}]"#
            case .invalid: "nonsense \(index)"
            }
        return ObservedFrame(
            direction: sent ? .sent : .received, kind: kind, time: time, messageID: "m\(index)",
            action: kind == .invalid ? nil : "Heartbeat", text: Array(text.utf8), note: note)
    }

    @Test("frames come back newest first, as they were")
    func list() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        let now = fixture.time.now()
        station.responder.observed(frame(1, at: now))
        station.responder.observed(frame(1, at: now.advanced(bySeconds: 1), .callResult, sent: true, note: "late"))
        station.responder.observed(frame(2, at: now.advanced(bySeconds: 2), .invalid))
        await fixture.system.flush()
        let items = try await fixture.system.messages.list().items
        #expect(items.map(\.messageType) == [.invalid, .callResult, .call])
        #expect(items.map(\.messageID) == ["", "m1", "m1"])
        #expect(items.map(\.direction) == [.received, .sent, .received])
        #expect(items.map(\.frame) == ["nonsense 2", #"[3,"m1",{}]"#, #"[2,"m1","Heartbeat",{}]"#])
        #expect(items.map(\.note) == [nil, "late", nil])
        #expect(items.map(\.action) == [nil, "Heartbeat", "Heartbeat"])
        #expect(items.map(\.time) == [2, 1, 0].map { now.advanced(bySeconds: $0) })
        #expect(Set(items.map(\.chargePointId)) == ["CP-1"])
        #expect(fixture.system.metrics.messagesLogged.value == 3)
    }

    @Test("filters and pages")
    func filters() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register("CP-1")
        try await fixture.register("CP-2")
        let stations = [try await fixture.connect("CP-1"), try await fixture.connect("CP-2")]
        let start = fixture.time.now()
        for index in 0..<2500 {
            let time = start.advanced(bySeconds: index)
            stations[index % 2].responder.observed(frame(index, at: time, index % 5 == 0 ? .callError : .call, sent: index % 5 == 0))
        }
        await fixture.system.flush()
        func ids(_ filter: MessageFilter, _ page: PageRequest = PageRequest(limit: 3)) async throws -> [String] {
            try await fixture.system.messages.list(filter, page).items.map(\.messageID)
        }
        #expect(try await ids(MessageFilter()) == ["m2499", "m2498", "m2497"])
        #expect(try await ids(MessageFilter(chargePoint: "CP-1")) == ["m2498", "m2496", "m2494"])
        #expect(try await ids(MessageFilter(chargePoint: "CP-3")).isEmpty)
        #expect(try await ids(MessageFilter(direction: .sent)) == ["m2495", "m2490", "m2485"])
        #expect(try await ids(MessageFilter(chargePoint: "CP-1", messageType: .callError)) == ["m2490", "m2480", "m2470"])
        #expect(try await ids(MessageFilter(action: "Reset")).isEmpty)
        #expect(try await ids(MessageFilter(to: start.advanced(bySeconds: 100))) == ["m99", "m98", "m97"])
        #expect(
            try await ids(MessageFilter(from: start.advanced(bySeconds: 10), to: start.advanced(bySeconds: 12))) == ["m11", "m10"])
        #expect(try await ids(MessageFilter(from: start.advanced(bySeconds: 9999))).isEmpty)
        let first = try await fixture.system.messages.list(MessageFilter(chargePoint: "CP-2"), PageRequest(limit: 1000))
        let second = try await fixture.system.messages.list(
            MessageFilter(chargePoint: "CP-2"), PageRequest(limit: 1000, cursor: first.nextCursor))
        #expect(first.items.count + second.items.count == 1250)
        #expect(second.nextCursor == nil)
    }

    @Test("what finds no room is dropped and counted")
    func bounded() async throws {
        let fixture = try await CentralSystemFixture(CentralSystemSettings(messageLogBufferFrames: 10))
        try await fixture.register()
        let station = try await fixture.connect()
        for index in 0..<15 { station.responder.observed(frame(index, at: fixture.time.now())) }
        await fixture.system.flush()
        #expect(fixture.system.metrics.messagesDropped.value == 5)
        #expect(try await fixture.system.messages.list().items.count == 10)
    }

    @Test("whoever flushes finds everything written, whoever else is at it")
    func concurrent() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        for index in 0..<5000 { station.responder.observed(frame(index, at: fixture.time.now())) }
        await withTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    await fixture.system.flush()
                    return fixture.system.metrics.messagesLogged.value
                }
            }
            for await written in group { #expect(written == 5000) }
        }
        let newest = try await fixture.system.messages.list(MessageFilter(), PageRequest(limit: 1000))
        #expect(newest.items.map(\.messageID) == (4000..<5000).reversed().map { "m\($0)" })
    }

    @Test("frames that are too old or too many are deleted, the others stay", arguments: [
        (30, 0, 500), (0, 0, 3000), (0, 1200, 1200), (30, 1200, 500), (30, 120, 120),
    ])
    func retention(days: Int, maximumRows: Int, left: Int) async throws {
        let fixture = try await CentralSystemFixture(
            CentralSystemSettings(messageLogDays: days, messageLogMaximumRows: maximumRows))
        try await fixture.register()
        let station = try await fixture.connect()
        for index in 0..<3000 {
            if index == 2500 { fixture.time.advance(seconds: 20 * 86_400) }
            station.responder.observed(frame(index, at: fixture.time.now()))
        }
        await fixture.system.flush()
        fixture.time.advance(seconds: 15 * 86_400)
        try await fixture.system.messages.prune()
        let count = try await fixture.database.read { try $0.row("SELECT count(*) AS n FROM messages")?.int("n") }
        #expect(count == left)
    }

    @Test("bytes that are no UTF-8 do not stop the log")
    func invalidBytes() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        station.responder.observed(
            ObservedFrame(
                direction: .received, kind: .invalid, time: fixture.time.now(), messageID: "", action: nil,
                text: [0xFF, 0x41]))
        await fixture.system.flush()
        #expect(try await fixture.system.messages.list().items.map(\.frame) == ["\u{FFFD}A"])
    }
}
