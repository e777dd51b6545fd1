import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("Reservations are warned of, never refused")
struct ReservationWarningTests {
    @Test("another one for the same connector or the whole charge point overlaps", arguments: [
        (1, 1, true), (1, 2, false), (0, 2, true), (1, 0, true),
    ])
    func overlap(first: Int, second: Int, overlaps: Bool) async throws {
        let fixture = try await ReservationFixture()
        try await fixture.reserve("A", connector: first)
        let reservation = try await fixture.reserve("C", connector: second)
        #expect(reservation.warningCodes == (overlaps ? [.overlappingReservation] : []))
        #expect(reservation.state == .active)
        #expect(fixture.station.link.calls.count == 2)
    }

    @Test("one that has ended does not overlap")
    func ended() async throws {
        let fixture = try await ReservationFixture()
        try await fixture.reserve("A", seconds: 60)
        fixture.central.time.advance(seconds: 60)
        #expect(try await fixture.reserve("C").warnings.isEmpty)
    }

    @Test("a connector that is not available", arguments: ["Preparing", "Charging", "Unavailable", "Faulted", "Reserved"])
    func connector(status: String) async throws {
        let fixture = try await ReservationFixture()
        try await fixture.report(status)
        try await fixture.report("Available", connector: 2)
        #expect(try await fixture.reserve(connector: 1).warningCodes == [.connectorNotAvailable])
        // One free connector is enough for the whole charge point.
        #expect(try await fixture.reserve(connector: 0).warningCodes == [.overlappingReservation])
        #expect(fixture.station.link.calls.count == 2)
    }

    @Test("a charge point that is out of order")
    func chargePoint() async throws {
        let fixture = try await ReservationFixture()
        try await fixture.report("Unavailable", connector: 0)
        #expect(try await fixture.reserve(connector: 0).warningCodes == [.connectorNotAvailable])
    }

    @Test("connector 0 at a charge point that says it cannot")
    func connectorZero() async throws {
        let fixture = try await ReservationFixture()
        fixture.station.link.answer { action in
            action == "GetConfiguration"
                ? #"{"configurationKey":[{"key":"ReserveConnectorZeroSupported","readonly":true,"value":"false"}]}"#
                : #"{"status":"Accepted"}"#
        }
        try await fixture.command("GetConfiguration", "{}")
        #expect(try await fixture.reserve(connector: 0).warningCodes == [.connectorZeroNotSupported])
    }

    @Test("a time that has passed and an idTag that is not accepted")
    func values() async throws {
        let fixture = try await ReservationFixture()
        let result = try await fixture.system.reservations.reserve(
            NewReservation(
                connectorId: 1, idTag: try IdToken("NOBODY"), expiry: .at(CentralSystemFixture.morning)),
            at: "CP-1", requestedBy: "test")
        #expect(result.reservation.warningCodes == [.expiryDateInPast, .idTagNotAccepted])
        #expect(result.reservation.state == .expired)
        #expect(result.command.outcome == .answered)
    }
}
