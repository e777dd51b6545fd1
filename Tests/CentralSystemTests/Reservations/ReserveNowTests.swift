import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Reservations are made")
struct ReserveNowTests {
    @Test("an accepted reservation is active, and its request says what was asked for in UTC")
    func accepted() async throws {
        let fixture = try await ReservationFixture()
        let reservation = try await fixture.reserve("A", seconds: 600)
        #expect(reservation.state == .active)
        #expect(reservation.answer == .accepted)
        #expect(reservation.endedAt == nil)
        #expect(reservation.warnings.isEmpty)
        let sent = try #require(fixture.station.link.calls.first)
        let expiry = CentralSystemFixture.morning.advanced(bySeconds: 600)
        #expect(sent.action == "ReserveNow")
        #expect(
            sent.payload == """
                {"connectorId":1,"expiryDate":"\(expiry.rfc3339)","idTag":"A","parentIdTag":"FLEET","reservationId":1}
                """)
        #expect(expiry.rfc3339.hasSuffix("Z"))
    }

    @Test("without a word about its end it ends after the configured time")
    func defaultExpiry() async throws {
        let fixture = try await ReservationFixture(CentralSystemSettings(reservationExpirySeconds: 120))
        #expect(try await fixture.reserve().expiryDate == CentralSystemFixture.morning.advanced(bySeconds: 120))
    }

    @Test("the group is the registered one, a given one, or none")
    func parents() async throws {
        let fixture = try await ReservationFixture()
        #expect(try await fixture.reserve("A").parentIdTag == IdToken("FLEET"))
        #expect(try await fixture.reserve("C").parentIdTag == nil)
        #expect(try await fixture.reserve("A", parent: .none).parentIdTag == nil)
        #expect(try await fixture.reserve("C", parent: .given(IdToken("OTHER"))).parentIdTag == IdToken("OTHER"))
        #expect(!fixture.station.link.calls[1].payload.contains("parentIdTag"))
    }

    @Test("what is not Accepted leaves nothing active", arguments: ["Faulted", "Occupied", "Unavailable", "Rejected"])
    func refused(status: String) async throws {
        let fixture = try await ReservationFixture()
        fixture.answer(status)
        let reservation = try await fixture.reserve()
        #expect(reservation.state == .refused)
        #expect(reservation.answer?.rawValue == status)
        #expect(reservation.endedAt != nil)
        #expect(try await fixture.system.reservations.list(ReservationFilter(state: .active)).items.isEmpty)
    }

    @Test("without an answer it is unanswered", arguments: [CallFailure.Code.timedOut, .disconnected, .notConnected, .callError])
    func unanswered(code: CallFailure.Code) async throws {
        let fixture = try await ReservationFixture()
        fixture.fail(code)
        let reservation = try await fixture.reserve()
        #expect(reservation.state == .unanswered)
        #expect(reservation.explanation != nil)
        #expect(reservation.answer == nil)
    }

    @Test("an unreadable answer is no answer")
    func unreadable() async throws {
        let fixture = try await ReservationFixture()
        fixture.answer("Maybe")
        #expect(try await fixture.reserve().state == .unanswered)
    }

    @Test("it makes no difference who sends ReserveNow")
    func generic() async throws {
        let fixture = try await ReservationFixture()
        try await fixture.command(
            "ReserveNow",
            #"{"connectorId":2,"expiryDate":"2026-09-22T16:00:00+02:00","idTag":"X","reservationId":77}"#)
        let reservation = try #require(try await fixture.system.reservations.list().items.first)
        #expect(reservation.state == .active)
        #expect(reservation.reservationId == 77)
        #expect(reservation.requestedBy == "generic")
        #expect(reservation.expiryDate == Timestamp(rfc3339: "2026-09-22T14:00:00Z"))
    }

    @Test("numbers are positive and unlike all that the charge point was ever given")
    func numbers() async throws {
        let fixture = try await ReservationFixture()
        #expect(try await fixture.reserve().reservationId == 1)
        #expect(try await fixture.reserve(id: 40).reservationId == 40)
        #expect(try await fixture.reserve().reservationId == 41)
        fixture.answer("Rejected")
        #expect(try await fixture.reserve().reservationId == 42)
        #expect(try await fixture.reserve().reservationId == 43)
        try await fixture.command(
            "ReserveNow", #"{"connectorId":1,"expiryDate":"2030-01-01T00:00:00Z","idTag":"X","reservationId":-5}"#)
        #expect(try await fixture.reserve().reservationId == 44)
    }

    @Test("after the greatest number come those that are free")
    func greatest() async throws {
        let fixture = try await ReservationFixture()
        _ = try await fixture.reserve(id: 1)
        _ = try await fixture.reserve(id: Int(Int32.max))
        #expect(try await fixture.reserve().reservationId == 2)
        #expect(try await fixture.reserve().reservationId == 3)
    }

    @Test("many at once get different numbers")
    func concurrent() async throws {
        let fixture = try await ReservationFixture()
        let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<20 { group.addTask { try await fixture.reserve().reservationId } }
            return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(numbers.count == 20)
    }

    @Test("a charge point that nobody registered is an error")
    func unknownChargePoint() async throws {
        let fixture = try await ReservationFixture()
        let error = await #expect(throws: CentralSystemError.self) {
            try await fixture.system.reservations.reserve(
                NewReservation(connectorId: 1, idTag: try IdToken("A")), at: "CP-9", requestedBy: "test")
        }
        #expect(error?.code == .chargePointNotFound)
    }

    @Test("an accepted reservation with a number in use replaces the old one")
    func replaces() async throws {
        let fixture = try await ReservationFixture()
        let first = try await fixture.reserve("A", id: 7)
        let second = try await fixture.reserve("C", connector: 2, id: 7)
        #expect(second.state == .active)
        #expect(second.warningCodes == [.reservationIdInUse])
        let old = try await fixture.current(first)
        #expect(old.state == .replaced)
        #expect(old.replacedBy == second.id)
    }

    @Test("one that is refused or unanswered leaves the old one as it was", arguments: ["Occupied", ""])
    func doesNotReplace(status: String) async throws {
        let fixture = try await ReservationFixture()
        let first = try await fixture.reserve("A", id: 7)
        if status.isEmpty { fixture.fail(.timedOut) } else { fixture.answer(status) }
        try await fixture.reserve("C", id: 7)
        #expect(try await fixture.current(first).state == .active)
        #expect(try await fixture.states() == [.active, status.isEmpty ? .unanswered : .refused])
    }

    @Test("a number that was used up may be used again")
    func again() async throws {
        let fixture = try await ReservationFixture()
        let first = try await fixture.reserve("A", id: 7)
        let transaction = try await fixture.start("A", reservation: 7)
        let second = try await fixture.reserve("A", connector: 2, id: 7)
        #expect(try await fixture.current(first).transactionId == transaction)
        #expect(try await fixture.current(first).state == .used)
        #expect(second.state == .active)
    }

    @Test("what a restart interrupted is unanswered")
    func restart() async throws {
        let fixture = try await ReservationFixture()
        let key = try await fixture.central.key()
        let request = #"{"connectorId":1,"expiryDate":"2030-01-01T00:00:00Z","idTag":"A","reservationId":3}"#
        try await fixture.central.database.write { connection in
            let id = try CommandStore.insert(
                Command(
                    id: 0, chargePointId: "CP-1", action: "ReserveNow", payload: Array(request.utf8),
                    requestedAt: CentralSystemFixture.morning, requestedBy: "test", outcome: .pending),
                chargePointKey: key, in: connection)
            try ReserveNowObserver { _, _, _ in nil }.recorded(
                try PayloadDecoder.decode(ReserveNow.self, from: try JSONNode.parse(Array(request.utf8))),
                CommandReference(
                    id: id, chargePoint: ChargePointReference(key: key, identity: "CP-1"),
                    requestedAt: CentralSystemFixture.morning, requestedBy: "test"),
                in: connection)
        }
        #expect(try await fixture.states() == [.requested])
        let restarted = try await fixture.central.restarted()
        #expect(try await restarted.reservations.list().items.map(\.state) == [.unanswered])
    }
}
