import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("Reservations end")
struct ReservationEndTests {
    @Test("by their expiry date, at once for everybody who looks, and in the table")
    func expires() async throws {
        let fixture = try await ReservationFixture()
        let reservation = try await fixture.reserve(seconds: 600)
        fixture.central.time.advance(seconds: 599)
        #expect(try await fixture.current(reservation).state == .active)
        fixture.central.time.advance(seconds: 1)
        let seen = try await fixture.current(reservation)
        #expect(seen.state == .expired)
        #expect(seen.endedAt == reservation.expiryDate)
        #expect(try await fixture.system.reservations.list(ReservationFilter(state: .active)).items.isEmpty)
        #expect(try await fixture.system.reservations.list(ReservationFilter(state: .expired)).items == [seen])
        try await fixture.system.reservations.endDue()
        #expect(try await fixture.system.reservations.list(ReservationFilter(state: .expired)).items == [seen])
        try await fixture.report("Available")
        #expect(try await fixture.current(reservation) == seen)
    }

    @Test("while the server was down", arguments: [true, false])
    func whileDown(isOver: Bool) async throws {
        let fixture = try await ReservationFixture()
        let reservation = try await fixture.reserve(seconds: 600)
        fixture.central.time.advance(seconds: isOver ? 3600 : 300)
        let restarted = try await fixture.central.restarted()
        let found = try await restarted.reservations.get(reservation.id)
        #expect(found.state == (isOver ? .expired : .active))
        #expect(found.endedAt == (isOver ? reservation.expiryDate : nil))
    }

    @Test("a restart of the charge point does not end it, nor do the statuses that follow")
    func boot() async throws {
        let fixture = try await ReservationFixture()
        let reservation = try await fixture.reserve()
        try await fixture.report("Reserved")
        _ = try await fixture.station.result("BootNotification", Station.boot)
        try await fixture.report("Available", connector: 0)
        try await fixture.report("Available")
        #expect(try await fixture.current(reservation).state == .active)
        try await fixture.report("Reserved")
        #expect(try await fixture.current(reservation).state == .active)
    }

    @Test("by a fault of the connector or the charge point", arguments: [
        (1, 1, "Faulted", true), (1, 1, "Unavailable", true), (1, 2, "Faulted", false), (1, 0, "Faulted", true),
        (0, 0, "Unavailable", true), (0, 1, "Faulted", false),
    ])
    func faults(reserved: Int, connector: Int, status: String, ends: Bool) async throws {
        let fixture = try await ReservationFixture()
        let reservation = try await fixture.reserve(connector: reserved)
        try await fixture.report(status, connector: connector, error: "GroundFailure")
        let found = try await fixture.current(reservation)
        #expect(found.state == (ends ? .faulted : .active))
        if ends {
            #expect(found.explanation?.contains("\(status) (GroundFailure)") == true)
            #expect(found.endedAt == CentralSystemFixture.morning)
        }
    }

    @Test("not by a status from before it was asked for")
    func oldStatus() async throws {
        let fixture = try await ReservationFixture()
        let reservation = try await fixture.reserve()
        try await fixture.report("Faulted", at: CentralSystemFixture.morning.advanced(bySeconds: -3600))
        #expect(try await fixture.current(reservation).state == .active)
        try await fixture.report("Faulted", at: CentralSystemFixture.morning.advanced(bySeconds: -5))
        #expect(try await fixture.current(reservation).state == .faulted)
    }

    @Test("a connector that goes from Reserved to Available has let it go", arguments: [(300, [RecordFlag.Code.releasedEarly]), (590, [])])
    func released(seconds: Int, flags: [RecordFlag.Code]) async throws {
        let fixture = try await ReservationFixture()
        let reservation = try await fixture.reserve(seconds: 600)
        try await fixture.report("Reserved")
        fixture.central.time.advance(seconds: seconds)
        try await fixture.report("Available")
        let found = try await fixture.current(reservation)
        #expect(found.state == .expired)
        #expect(found.endedAt == CentralSystemFixture.morning.advanced(bySeconds: seconds))
        #expect(found.flagCodes == flags)
    }

    @Test("Available alone, or after something else than Reserved, proves nothing", arguments: [[String](), ["Reserved", "Preparing"]])
    func available(before: [String]) async throws {
        let fixture = try await ReservationFixture()
        let reservation = try await fixture.reserve()
        for status in before { try await fixture.report(status) }
        try await fixture.report("Available")
        #expect(try await fixture.current(reservation).state == .active)
    }

    @Test("with the charge point's removal; what has ended stays")
    func removed() async throws {
        let fixture = try await ReservationFixture()
        let used = try await fixture.reserve("A", connector: 2)
        let transaction = try await fixture.start("A", connector: 2)
        let live = try await fixture.reserve("A")
        _ = try await fixture.station.result(
            "StopTransaction",
            #"{"transactionId":\#(transaction),"meterStop":1,"timestamp":"\#(CentralSystemFixture.morning.rfc3339)"}"#)
        try await fixture.system.chargePoints.delete("CP-1")
        #expect(try await fixture.current(used).state == .used)
        await #expect(throws: ReservationError.self) { try await fixture.current(live) }
    }
}
