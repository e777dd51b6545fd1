import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("Reservations are used")
struct ReservationUseTests {
    @Test("a start that names it uses it", arguments: ["A", "B", "FLEET"])
    func named(idTag: String) async throws {
        let fixture = try await ReservationFixture()
        let reservation = try await fixture.reserve("A", id: 5)
        try await fixture.report("Reserved")
        let transaction = try await fixture.start(idTag, reservation: 5)
        let used = try await fixture.current(reservation)
        #expect(used.state == .used)
        #expect(used.transactionId == transaction)
        #expect(used.endedAt == CentralSystemFixture.morning)
        #expect(used.flags.isEmpty)
    }

    @Test("by another idTag too, with a flag")
    func namedByOther() async throws {
        let fixture = try await ReservationFixture()
        let reservation = try await fixture.reserve("A", id: 5)
        try await fixture.start("C", reservation: 5)
        let used = try await fixture.current(reservation)
        #expect(used.state == .used)
        #expect(used.flagCodes == [.usedByOtherIdTag])
    }

    @Test("of the whole charge point on any connector, of a connector on another one with a flag", arguments: [
        (0, 2, [RecordFlag.Code]()), (1, 2, [.usedOnOtherConnector]),
    ])
    func otherConnector(reserved: Int, started: Int, flags: [RecordFlag.Code]) async throws {
        let fixture = try await ReservationFixture()
        let reservation = try await fixture.reserve("A", connector: reserved, id: 5)
        try await fixture.start("A", connector: started, reservation: 5)
        let used = try await fixture.current(reservation)
        #expect(used.state == .used)
        #expect(used.flagCodes == flags)
    }

    @Test("a start that does not name it uses it by its idTag or its group", arguments: ["A", "a", "B", "FLEET"])
    func omitted(idTag: String) async throws {
        let fixture = try await ReservationFixture()
        let reservation = try await fixture.reserve("A")
        let transaction = try await fixture.start(idTag)
        let used = try await fixture.current(reservation)
        #expect(used.state == .used)
        #expect(used.transactionId == transaction)
        #expect(used.flagCodes == [.reservationIdOmitted])
    }

    @Test("a reservation without a group is for its idTag alone")
    func withoutGroup() async throws {
        let fixture = try await ReservationFixture()
        let reservation = try await fixture.reserve("A", parent: .none)
        try await fixture.start("B")
        let kept = try await fixture.current(reservation)
        #expect(kept.state == .active)
        #expect(kept.flagCodes == [.connectorUsedByOtherIdTag])
    }

    @Test("a wrong idTag on the reserved connector does not use it, and is flagged")
    func wrongIdTag() async throws {
        let fixture = try await ReservationFixture()
        let reservation = try await fixture.reserve("A")
        try await fixture.start("C")
        let kept = try await fixture.current(reservation)
        #expect(kept.state == .active)
        #expect(kept.transactionId == nil)
        #expect(kept.flagCodes == [.connectorUsedByOtherIdTag])
    }

    @Test("a start on another connector leaves it alone")
    func elsewhere() async throws {
        let fixture = try await ReservationFixture()
        let reservation = try await fixture.reserve("A")
        try await fixture.start("A", connector: 2)
        try await fixture.start("C", connector: 2)
        #expect(try await fixture.current(reservation) == reservation)
    }

    @Test("the connector's own reservation goes before that of the whole charge point")
    func preference() async throws {
        let fixture = try await ReservationFixture()
        let whole = try await fixture.reserve("A", connector: 0)
        let own = try await fixture.reserve("B", connector: 1)
        try await fixture.start("A")
        #expect(try await fixture.current(own).state == .used)
        #expect(try await fixture.current(whole).state == .active)
        try await fixture.start("A", connector: 2)
        #expect(try await fixture.current(whole).state == .used)
    }

    @Test("a number that the charge point was never given does not hide the reservation")
    func unknownNumber() async throws {
        let fixture = try await ReservationFixture()
        let reservation = try await fixture.reserve("A", id: 5)
        try await fixture.start("A", reservation: 0)
        let used = try await fixture.current(reservation)
        #expect(used.state == .used)
        #expect(used.flagCodes == [.otherReservationIdNamed, .reservationIdOmitted])
    }

    @Test("a repeated StartTransaction uses nothing a second time")
    func repeated() async throws {
        let fixture = try await ReservationFixture()
        try await fixture.reserve("A", id: 5)
        let first = try await fixture.start("A", reservation: 5)
        let second = try await fixture.reserve("A", id: 5)
        #expect(try await fixture.start("A", reservation: 5) == first)
        #expect(try await fixture.current(second).state == .active)
    }

    @Test("a start from before the reservation, kept offline, has nothing to do with it")
    func offlineBefore() async throws {
        let fixture = try await ReservationFixture()
        let reservation = try await fixture.reserve("A")
        try await fixture.start("A", at: CentralSystemFixture.morning.advanced(bySeconds: -3600))
        #expect(try await fixture.current(reservation).state == .active)
    }

    @Test("a start that was kept offline uses it though it has expired since")
    func offline() async throws {
        let fixture = try await ReservationFixture()
        let reservation = try await fixture.reserve("A", seconds: 600, id: 5)
        let begin = CentralSystemFixture.morning.advanced(bySeconds: 300)
        fixture.central.time.advance(seconds: 7200)
        try await fixture.system.reservations.endDue()
        #expect(try await fixture.current(reservation).state == .expired)
        try await fixture.start("A", reservation: 5, at: begin)
        let used = try await fixture.current(reservation)
        #expect(used.state == .used)
        #expect(used.flags.isEmpty)
    }

    @Test("a start after the expiry that names it is believed, with a flag; one that does not is nothing to it")
    func afterExpiry() async throws {
        let fixture = try await ReservationFixture()
        let named = try await fixture.reserve("A", seconds: 60, id: 5)
        let silent = try await fixture.reserve("C", connector: 2, seconds: 60)
        fixture.central.time.advance(seconds: 61)
        try await fixture.start("A", reservation: 5)
        try await fixture.start("C", connector: 2)
        let used = try await fixture.current(named)
        #expect(used.state == .used)
        #expect(used.flagCodes == [.usedAfterEnd])
        #expect(try await fixture.current(silent).state == .expired)
    }

    @Test("one that was not answered is used by a start that names it: the charge point has it after all")
    func unanswered() async throws {
        let fixture = try await ReservationFixture()
        fixture.fail(.timedOut)
        let reservation = try await fixture.reserve("A", id: 5)
        let transaction = try await fixture.start("A", reservation: 5)
        let used = try await fixture.current(reservation)
        #expect(used.state == .used)
        #expect(used.transactionId == transaction)
    }

    @Test("a refused one is not used by anything", arguments: [5, nil])
    func refused(number: Int?) async throws {
        let fixture = try await ReservationFixture()
        fixture.answer("Occupied")
        let reservation = try await fixture.reserve("A", id: 5)
        try await fixture.start("A", reservation: number)
        #expect(try await fixture.current(reservation).state == .refused)
    }
}
