import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Connections")
struct ConnectionRegistryTests {
    @Test("the newest connection wins at once, and the old one's end changes nothing")
    func newestWins() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let old = try await fixture.connect()
        fixture.time.advance(seconds: 30)
        let new = try await fixture.connect()
        #expect(old.link.closed == [.superseded])
        #expect(fixture.system.connections.link(to: "CP-1")?.connectionID == new.link.connectionID)
        old.responder.closed(.superseded)
        #expect(fixture.system.connections.isConnected("CP-1"))
        #expect(fixture.system.connections.count == 1)
        #expect(fixture.system.metrics.connectionsOpen == 1)
        #expect(try await fixture.rules() == ["reconnectWithoutClose"])
        new.responder.closed(.connectionLost)
        #expect(!fixture.system.connections.isConnected("CP-1"))
    }

    @Test("whoever asks while a connection is being opened gets that one, not the one before")
    func opening() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let old = try #require(try await fixture.connect().responder as? ChargePointSession)
        let new = try #require(try await fixture.connect().responder as? ChargePointSession)
        let registry = ConnectionRegistry(patienceSeconds: 3600)
        _ = registry.register(old)
        registry.expect("CP-1")
        async let link = registry.openedLink(to: "CP-1")
        _ = registry.register(new)
        #expect(await link?.connectionID == new.link?.connectionID)
    }

    @Test("a hundred reconnects leave one connection")
    func hundred() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        var stations: [Station] = []
        for _ in 0..<100 { stations.append(try await fixture.connect()) }
        for station in stations.dropLast().shuffled() { station.responder.closed(.superseded) }
        #expect(fixture.system.connections.count == 1)
        #expect(stations.last?.link.closed.isEmpty == true)
    }

    @Test("an open connection is shown in facts, and its end is kept")
    func recorded() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        #expect(try await fixture.system.chargePoints.get("CP-1").connection == nil)
        let station = try await fixture.connect()
        fixture.time.advance(seconds: 10)
        station.responder.observed(Self.frame(at: fixture.time.now()))
        var shown = try await fixture.system.chargePoints.get("CP-1")
        #expect(shown.isConnected)
        #expect(shown.connection?.connectedAt == CentralSystemFixture.morning)
        #expect(shown.connection?.remoteAddress == "10.0.0.7:51123")
        #expect(shown.lastSeenAt == CentralSystemFixture.morning.advanced(bySeconds: 10))
        fixture.time.advance(seconds: 20)
        station.responder.closed(.silent(seconds: 20))
        let unwritten = try await fixture.system.chargePoints.get("CP-1")
        await fixture.system.flush()
        shown = try await fixture.system.chargePoints.get("CP-1")
        #expect(unwritten == shown, "the end of a connection is known at once, though it is written later")
        #expect(!shown.isConnected)
        #expect(shown.connection?.disconnectedAt == CentralSystemFixture.morning.advanced(bySeconds: 30))
        #expect(shown.connection?.disconnectReason == "nothing heard for 20 s (last message 20 s before)")
        #expect(shown.lastSeenAt == CentralSystemFixture.morning.advanced(bySeconds: 10))
    }

    @Test("what was heard of connected charge points is written in one batch, once")
    func lastSeen() async throws {
        let fixture = try await CentralSystemFixture()
        for index in 0..<20 { try await fixture.register("CP-\(index)") }
        var stations: [Station] = []
        for index in 0..<20 { stations.append(try await fixture.connect("CP-\(index)")) }
        await fixture.system.flush()
        fixture.time.advance(seconds: 60)
        for station in stations { station.responder.observed(Self.frame(at: fixture.time.now())) }
        let before = fixture.database.statistics().writes
        await fixture.system.flush()
        #expect(fixture.database.statistics().writes - before == 2, "the message log and the last-seen times")
        await fixture.system.flush()
        #expect(fixture.database.statistics().writes - before == 2)
        let restarted = try await fixture.restarted()
        #expect(try await restarted.chargePoints.get("CP-7").lastSeenAt == fixture.time.now())
    }

    @Test("connections that were open at a crash are ended at the next start")
    func crash() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        await fixture.system.flush()
        let restarted = try await fixture.restarted()
        let connection = try #require(try await restarted.chargePoints.get("CP-1").connection)
        #expect(!connection.isOpen)
        #expect(connection.disconnectReason == "the server stopped without closing the connection")
        withExtendedLifetime(station) {}
    }

    static func frame(at time: Timestamp) -> ObservedFrame {
        ObservedFrame(
            direction: .received, kind: .call, time: time, messageID: "1", action: "Heartbeat",
            text: Array(#"[2,"1","Heartbeat",{}]"#.utf8))
    }
}
