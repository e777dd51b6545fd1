import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("A message overtakes the record of ReserveNow's answer")
struct ReservationOrderTests {
    private static let asked = CentralSystemFixture.morning
    private static let answered = asked.advanced(bySeconds: 2)

    private func requested() throws -> Reservation {
        Reservation(
            id: 1, chargePointKey: 1, chargePointID: "CP-1", reservationId: 5, connectorId: 1, idTag: try IdToken("A"),
            expiryDate: Self.asked.advanced(bySeconds: 900), state: .requested, requestedAt: Self.asked, requestedBy: "test",
            commandId: 1, warnings: [], flags: [])
    }

    private func transaction(_ number: Int?) throws -> StartedTransaction {
        StartedTransaction(
            id: 12, connectorId: 1, idTag: try IdToken("A"), authorizationStatus: .accepted, reservationId: number,
            startTimestamp: Self.answered)
    }

    private func report(_ status: ChargePointStatus) -> Connector.Report {
        Connector.Report(status: status, errorCode: .noError, receivedAt: Self.answered)
    }

    @Test("a start that names it uses it at once; the answer is added", arguments: [ReservationStatus.accepted, .rejected])
    func named(status: ReservationStatus) throws {
        var reservation = try requested()
        reservation.use(by: try transaction(5), isNamed: true, at: Self.answered)
        #expect(reservation.state == .used)
        reservation.answered(status, at: Self.answered)
        #expect(reservation.state == .used)
        #expect(reservation.answer == status)
        #expect(reservation.flagCodes == (status == .accepted ? [] : [.usedThoughNotAccepted]))
    }

    @Test("a start by its idTag uses it if the answer was Accepted and came first", arguments: [
        (ReservationStatus.accepted, 0, ReservationState.used), (.accepted, 1, .used), (.accepted, -1, .active),
        (.occupied, 1, .refused),
    ])
    func byIdTag(status: ReservationStatus, later: Int, state: ReservationState) throws {
        var reservation = try requested()
        reservation.use(by: try transaction(nil), isNamed: false, at: Self.answered.advanced(bySeconds: later))
        #expect(reservation.state == .requested)
        reservation.answered(status, at: Self.answered)
        #expect(reservation.state == state)
        #expect(reservation.transactionId == (state == .used ? 12 : nil))
    }

    @Test("a fault ends it if the answer was Accepted and came first", arguments: [(1, ReservationState.faulted), (-1, .active)])
    func fault(later: Int, state: ReservationState) throws {
        var reservation = try requested()
        let changed = reservation.observe(report(.faulted), connectorId: 1, at: Self.answered.advanced(bySeconds: later))
        #expect(changed)
        #expect(reservation.state == .requested)
        reservation.answered(.accepted, at: Self.answered)
        #expect(reservation.state == state)
    }

    @Test("no answer throws a use back")
    func unanswered() throws {
        var reservation = try requested()
        reservation.use(by: try transaction(5), isNamed: true, at: Self.answered)
        reservation.unanswered("no answer in time", at: Self.answered)
        #expect(reservation.state == .used)
        #expect(reservation.transactionId == 12)
    }

    @Test("the outcome of an earlier ReserveNow with the same number comes after that of the later one")
    func crossedAnswers() async throws {
        let fixture = try await ReservationFixture()
        let key = try await fixture.central.key()
        let observer = ReserveNowObserver { _, _, _ in nil }
        let expiry = DateTime(Self.asked.advanced(bySeconds: 900))
        let request = ReserveNow(connectorId: 1, expiryDate: expiry, idTag: try IdToken("A"), reservationId: 9)
        let commands = (1...2).map {
            CommandReference(
                id: $0, chargePoint: ChargePointReference(key: key, identity: "CP-1"), requestedAt: Self.asked,
                requestedBy: "test")
        }
        try await fixture.central.database.write { connection in
            for command in commands { try observer.recorded(request, command, in: connection) }
            for command in commands.reversed() {
                try observer.concluded(
                    request, .answered(ReserveNowResponse(status: .accepted), at: Self.answered), command, in: connection)
            }
        }
        #expect(try await fixture.states() == [.replaced, .active])
    }
}
