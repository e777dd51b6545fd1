import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Searching the message log")
struct MessageSearchTests {
    private func frame(_ id: String, _ kind: ObservedFrame.Kind, at time: Timestamp, sent: Bool, note: String? = nil) -> ObservedFrame {
        let text =
            switch kind {
            case .call: #"[2,"\#(id)","Heartbeat",{}]"#
            case .callResult: #"[3,"\#(id)",{}]"#
            case .callError: #"[4,"\#(id)","InternalError","",{}]"#
            case .invalid: "nonsense"
            }
        return ObservedFrame(
            direction: sent ? .sent : .received, kind: kind, time: time, messageID: kind == .invalid ? "" : id,
            action: kind == .invalid ? nil : "Heartbeat", text: Array(text.utf8), note: note)
    }

    @Test("errors and what is odd are found, and nothing else")
    func odd() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        let now = fixture.time.now()
        for (id, kind, note) in [
            ("a", .call, nil), ("b", .call, "odd"), ("c", .callError, nil), ("d", .callResult, nil), ("e", .invalid, nil),
        ] as [(String, ObservedFrame.Kind, String?)] {
            station.responder.observed(frame(id, kind, at: now, sent: kind == .callResult, note: note))
        }
        await fixture.system.flush()
        let found = try await fixture.system.messages.search(MessageFilter(isOddOnly: true))
        #expect(found.items.map(\.messageType) == [.invalid, .callError, .call])
        #expect(found.items.last?.messageID == "b")
        #expect(found.nextCursor == nil)
    }

    @Test("a text is found in either frame of an exchange, as it stands there, in upper or lower case", arguments: [
        ("HEARTBEAT", 5), ("a_b", 1), ("50%", 2), ("!", 0), ("\\", 0), ("_", 1), ("\"id-50%\"", 2),
    ])
    func containing(text: String, count: Int) async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        let now = fixture.time.now()
        for id in ["a_b", "axb", "plain"] { station.responder.observed(frame(id, .call, at: now, sent: false)) }
        station.responder.observed(frame("id-50%", .call, at: now, sent: false))
        station.responder.observed(frame("id-50%", .callResult, at: now, sent: true))
        await fixture.system.flush()
        let found = try await fixture.system.messages.search(MessageFilter(text: text))
        #expect(found.items.count == count)
    }

    @Test("a search for what is rare ends after so many rows, and goes on from there")
    func rare() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        let now = fixture.time.now()
        station.responder.observed(frame("first", .callError, at: now, sent: false))
        for index in 0..<21_000 {
            station.responder.observed(frame("m\(index)", .call, at: now, sent: index % 2 == 0))
            if index % 1000 == 0 { await fixture.system.flush() }
        }
        await fixture.system.flush()
        for identity in [nil, "CP-1"] {
            let filter = MessageFilter(chargePoint: identity, messageType: .callError)
            let first = try await fixture.system.messages.search(filter)
            #expect(first.items.isEmpty)
            let second = try await fixture.system.messages.search(filter, PageRequest(cursor: try #require(first.nextCursor)))
            #expect(second.items.map(\.messageID) == ["first"])
            #expect(second.nextCursor == nil)
        }
    }

    @Test("a frame is shown with its other half, whether that came at once or later")
    func exchange() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        let now = fixture.time.now()
        station.responder.observed(frame("near", .call, at: now, sent: true))
        station.responder.observed(frame("near", .callResult, at: now, sent: false))
        station.responder.observed(frame("far", .call, at: now, sent: true))
        station.responder.observed(frame("between", .call, at: now, sent: false))
        station.responder.observed(frame("far", .callError, at: now, sent: false))
        await fixture.system.flush()
        for message in try await fixture.system.messages.list().items {
            let exchange = try await fixture.system.messages.exchange(message.id)
            #expect(exchange.message == message)
            #expect(exchange.counterpart?.messageID == (message.messageID == "between" ? nil : message.messageID))
            #expect(exchange.counterpart?.id != message.id)
        }
        await #expect(throws: CentralSystemError.self) { try await fixture.system.messages.exchange(1_000_000) }
    }
}
