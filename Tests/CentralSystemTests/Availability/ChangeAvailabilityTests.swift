import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Availability and locks")
struct ChangeAvailabilityTests {
    private func ready() async throws -> (fixture: CentralSystemFixture, station: Station) {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        return (fixture, try await fixture.connect())
    }

    private func change(
        _ fixture: CentralSystemFixture, _ station: Station, _ status: String, connector: Int = 1,
        _ type: AvailabilityType = .inoperative
    ) async throws {
        station.link.answer { _ in #"{"status":"\#(status)"}"# }
        _ = try await fixture.system.commands.send(
            ChangeAvailability(connectorId: try ConnectorId(connector), type: type), to: "CP-1", requestedBy: "test")
    }

    private func asked(_ fixture: CentralSystemFixture) async throws -> ConnectorRequests {
        let key = try await fixture.key()
        return try await fixture.system.availability.list(chargePointKeys: [key])[key] ?? ConnectorRequests()
    }

    private func report(_ station: Station, _ status: String, connector: Int = 1) async throws {
        _ = try await station.result(
            "StatusNotification", #"{"connectorId":\#(connector),"errorCode":"NoError","status":"\#(status)"}"#)
    }

    private func start(_ station: Station, connector: Int = 1) async throws -> Int {
        let answer = try await station.result(
            "StartTransaction",
            #"{"connectorId":\#(connector),"idTag":"T","meterStart":0,"timestamp":"\#(station.time.now().rfc3339)"}"#)
        return try #require(answer["transactionId"]?.int)
    }

    private func stop(_ station: Station, _ id: Int) async throws {
        _ = try await station.result(
            "StopTransaction", #"{"transactionId":\#(id),"meterStop":1,"timestamp":"\#(station.time.now().rfc3339)"}"#)
    }

    @Test("what was answered is the state", arguments: [
        ("Accepted", AvailabilityState.inForce, AvailabilityType.inoperative as AvailabilityType?),
        ("Scheduled", .scheduled, nil), ("Rejected", .rejected, nil), ("Nonsense", .unanswered, nil),
    ])
    func answers(status: String, state: AvailabilityState, inForce: AvailabilityType?) async throws {
        let (fixture, station) = try await ready()
        try await change(fixture, station, status)
        let found = try #require(try await asked(fixture).availabilities.first)
        #expect(found.state == state)
        #expect(found.type == .inoperative)
        #expect(found.inForce == inForce)
    }

    @Test("a refused change leaves in force what was")
    func refused() async throws {
        let (fixture, station) = try await ready()
        try await change(fixture, station, "Accepted")
        try await change(fixture, station, "Rejected", .operative)
        let found = try #require(try await asked(fixture).availability(of: 1, report: nil))
        #expect(found.state == .rejected)
        #expect(found.type == .operative)
        #expect(found.inForce == .inoperative)
    }

    @Test("Scheduled comes true with the status that fulfils it, and with no other")
    func fulfilledByStatus() async throws {
        let (fixture, station) = try await ready()
        try await change(fixture, station, "Scheduled")
        try await report(station, "Available")
        try await report(station, "Unavailable", connector: 2)
        #expect(try await asked(fixture).availabilities.first?.state == .scheduled)
        fixture.time.advance(seconds: 60)
        try await report(station, "Unavailable")
        let found = try #require(try await asked(fixture).availabilities.first)
        #expect(found.state == .inForce)
        #expect(found.inForce == .inoperative)
        #expect(found.fulfilledAt == fixture.time.now())
    }

    @Test("the end of the transaction alone does not make a scheduled change come true", arguments: [1, 0])
    func notFulfilledByStop(connector: Int) async throws {
        let (fixture, station) = try await ready()
        let transaction = try await start(station, connector: 1)
        try await change(fixture, station, "Scheduled", connector: connector)
        try await stop(station, transaction)
        try await report(station, "Finishing")
        #expect(try await asked(fixture).availabilities.first?.state == .scheduled)
        try await report(station, "Unavailable")
        #expect(try await asked(fixture).availabilities.first?.state == .inForce)
    }

    @Test("a change to the whole charge point comes true with its own status or with that of its last connector", arguments: [true, false])
    func wholeFulfilled(reportsZero: Bool) async throws {
        let (fixture, station) = try await ready()
        try await report(station, "Available", connector: 0)
        try await report(station, "Charging", connector: 1)
        try await report(station, "Available", connector: 2)
        try await change(fixture, station, "Scheduled", connector: 0)
        try await report(station, "Unavailable", connector: 2)
        #expect(try await asked(fixture).availabilities.first?.state == .scheduled)
        try await report(station, "Unavailable", connector: reportsZero ? 0 : 1)
        #expect(try await asked(fixture).availabilities.first?.state == .inForce)
        #expect(try await asked(fixture).availabilities.first?.inForce == .inoperative)
    }

    @Test("a status that overtakes the answer is not forgotten")
    func overtaking() async throws {
        let (fixture, station) = try await ready()
        try await fixture.knock("CP-1").responder.opened(
            OvertakingLink(answer: #"{"status":"Scheduled"}"#) { try? await report(station, "Unavailable") })
        _ = try await fixture.system.commands.send(
            ChangeAvailability(connectorId: 1, type: .inoperative), to: "CP-1", requestedBy: "test")
        #expect(try await asked(fixture).availabilities.first?.state == .inForce)
    }

    @Test("a change to the whole charge point shows on every connector, a newer one to a connector goes before")
    func whole() async throws {
        let (fixture, station) = try await ready()
        try await change(fixture, station, "Accepted", connector: 1, .operative)
        try await change(fixture, station, "Scheduled", connector: 0)
        let requests = try await asked(fixture)
        #expect(requests.availability(of: 1, report: nil)?.connectorId == 0)
        #expect(requests.availability(of: 2, report: nil)?.state == .scheduled)
        try await report(station, "Unavailable", connector: 2)
        let connector = try await fixture.system.connectors.list(chargePointKey: try await fixture.key()).first { $0.connectorId == 2 }
        #expect(requests.availability(of: 2, report: connector?.report)?.state == .inForce)
        try await change(fixture, station, "Accepted", connector: 1, .operative)
        #expect(try await asked(fixture).availability(of: 1, report: nil)?.type == .operative)
    }

    @Test("what came of an unlock is kept, for a connector that does not exist as well", arguments: [
        ("Unlocked", UnlockStatus.unlocked as UnlockStatus?), ("UnlockFailed", .unlockFailed), ("NotSupported", .notSupported),
        ("Nonsense", nil),
    ])
    func unlock(status: String, kept: UnlockStatus?) async throws {
        let (fixture, station) = try await ready()
        station.link.answer { _ in #"{"status":"\#(status)"}"# }
        _ = try await fixture.system.commands.send(UnlockConnector(connectorId: 99), to: "CP-1", requestedBy: "test")
        let unlock = try #require(try await asked(fixture).unlock(of: 99))
        #expect(unlock.status == kept)
        #expect(unlock.outcome == .answered)
        #expect((unlock.text == nil) == (kept != nil))
        #expect(try await fixture.system.connectors.list(chargePointKey: try await fixture.key()).isEmpty)
    }

    @Test("what was asked of a removed charge point is forgotten")
    func removed() async throws {
        let (fixture, station) = try await ready()
        try await change(fixture, station, "Accepted")
        let key = try await fixture.key()
        try await fixture.system.chargePoints.delete("CP-1")
        #expect(try await fixture.system.availability.list(chargePointKeys: [key])[key] == ConnectorRequests())
    }
}
