import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("Reservations are cancelled")
struct CancelReservationTests {
    @Test("Accepted ends it, with the number that it was asked for with")
    func accepted() async throws {
        let fixture = try await ReservationFixture()
        let reservation = try await fixture.reserve(id: 31)
        try await fixture.report("Reserved")
        let result = try await fixture.system.reservations.cancel(reservation.id, requestedBy: "test")
        #expect(result.reservation.state == .cancelled)
        #expect(result.reservation.cancellation?.outcome == .accepted)
        #expect(result.reservation.endedAt != nil)
        #expect(fixture.station.link.calls.last?.payload == #"{"reservationId":31}"#)
        try await fixture.report("Available")
        #expect(try await fixture.current(reservation).state == .cancelled)
    }

    @Test("Rejected leaves it as it was, and is shown")
    func rejected() async throws {
        let fixture = try await ReservationFixture()
        let reservation = try await fixture.reserve()
        fixture.answer("Rejected")
        let result = try await fixture.system.reservations.cancel(reservation.id, requestedBy: "test")
        #expect(result.command.outcome == .answered)
        #expect(result.reservation.state == .active)
        #expect(result.reservation.cancellation?.outcome == .rejected)
    }

    @Test("without an answer it stays as it was, and that is shown", arguments: [
        (CallFailure.Code.timedOut, CancellationOutcome.unanswered), (.notConnected, .notSent), (.queueFull, .notSent),
        (.callError, .unanswered),
    ])
    func unanswered(code: CallFailure.Code, outcome: CancellationOutcome) async throws {
        let fixture = try await ReservationFixture()
        let reservation = try await fixture.reserve()
        fixture.fail(code)
        let result = try await fixture.system.reservations.cancel(reservation.id, requestedBy: "test")
        #expect(result.reservation.state == .active)
        #expect(result.reservation.cancellation?.outcome == outcome)
        #expect(result.reservation.cancellation?.explanation != nil)
    }

    @Test("a connector that becomes Available after a cancellation without an answer was cancelled")
    func seenCancelled() async throws {
        let fixture = try await ReservationFixture()
        let reservation = try await fixture.reserve()
        try await fixture.report("Reserved")
        fixture.fail(.timedOut)
        _ = try await fixture.system.reservations.cancel(reservation.id, requestedBy: "test")
        try await fixture.report("Available")
        #expect(try await fixture.current(reservation).state == .cancelled)
    }

    @Test("it makes no difference who sends CancelReservation, and an unknown number reaches the wire")
    func generic() async throws {
        let fixture = try await ReservationFixture()
        let reservation = try await fixture.reserve(id: 5)
        fixture.answer("Rejected")
        #expect(try await fixture.command("CancelReservation", #"{"reservationId":99}"#).outcome == .answered)
        #expect(try await fixture.current(reservation) == reservation)
        fixture.answer("Accepted")
        try await fixture.command("CancelReservation", #"{"reservationId":5}"#)
        #expect(try await fixture.current(reservation).state == .cancelled)
    }

    @Test("one that has ended is asked for all the same and keeps its state", arguments: ["Accepted", "Rejected"])
    func ended(status: String) async throws {
        let fixture = try await ReservationFixture()
        let reservation = try await fixture.reserve("A", seconds: 60)
        fixture.central.time.advance(seconds: 60)
        try await fixture.system.reservations.endDue()
        fixture.answer(status)
        let result = try await fixture.system.reservations.cancel(reservation.id, requestedBy: "test")
        #expect(result.reservation.state == .expired)
        #expect(result.reservation.cancellation?.outcome.rawValue == status.lowercased())
        #expect(fixture.station.link.calls.last?.action == "CancelReservation")
    }

    @Test("an unanswered one is cancelled by Accepted: the charge point had it")
    func unansweredReservation() async throws {
        let fixture = try await ReservationFixture()
        fixture.fail(.timedOut)
        let reservation = try await fixture.reserve()
        fixture.answer("Accepted")
        #expect(try await fixture.system.reservations.cancel(reservation.id, requestedBy: "test").reservation.state == .cancelled)
    }

    @Test("one whose number belongs to another by now is not cancelled, for the other's sake")
    func replaced() async throws {
        let fixture = try await ReservationFixture()
        let first = try await fixture.reserve("A", id: 5)
        let second = try await fixture.reserve("C", id: 5)
        let count = fixture.station.link.calls.count
        let error = await #expect(throws: ReservationError.self) {
            try await fixture.system.reservations.cancel(first.id, requestedBy: "test")
        }
        #expect(error?.code == .replaced)
        #expect(fixture.station.link.calls.count == count)
        #expect(try await fixture.current(second) == second)
    }

    @Test("the one of several with the same number that is meant shows it")
    func history() async throws {
        let fixture = try await ReservationFixture()
        let first = try await fixture.reserve("A", seconds: 60, id: 5)
        fixture.central.time.advance(seconds: 60)
        fixture.answer("Occupied")
        let second = try await fixture.reserve("C", id: 5)
        fixture.answer("Rejected")
        _ = try await fixture.system.reservations.cancel(first.id, requestedBy: "test")
        #expect(try await fixture.current(first).cancellation?.outcome == .rejected)
        #expect(try await fixture.current(second).cancellation == nil)
    }

    @Test("one that does not exist is an error")
    func unknown() async throws {
        let fixture = try await ReservationFixture()
        let error = await #expect(throws: ReservationError.self) {
            try await fixture.system.reservations.cancel(99, requestedBy: "test")
        }
        #expect(error?.code == .unknownReservation)
    }

    @Test("finds its record however often the number was used since")
    func oldRecord() async throws {
        let fixture = try await ReservationFixture()
        fixture.answer("Rejected")
        let first = try await fixture.reserve(id: 5)
        for _ in 0..<100 { try await fixture.reserve(id: 5) }
        _ = try await fixture.system.reservations.cancel(first.id, requestedBy: "test")
        #expect(try await fixture.current(first).cancellation?.outcome == .rejected)
    }
}
