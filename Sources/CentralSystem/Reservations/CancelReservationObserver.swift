import OCPP16
import OCPPJ
import Persistence

/// Follows every CancelReservation, whoever sends it. Only Accepted ends a reservation.
struct CancelReservationObserver: CommandObserver {
    typealias Request = CancelReservation

    func recorded(_ request: CancelReservation, _ command: CommandReference, in connection: any SQLConnection) throws {
        let reservations = try Self.reservations(request, command, in: connection)
        guard let target = Self.target(in: reservations) ?? reservations.first else { return }
        try Self.note(command, on: target, in: connection)
    }

    /// Marks a reservation as the one that a CancelReservation is meant for.
    static func note(_ command: CommandReference, on reservation: Reservation, in connection: any SQLConnection) throws {
        var reservation = reservation
        reservation.cancellation = Reservation.Cancellation(
            commandId: command.id, requestedAt: command.requestedAt, requestedBy: command.requestedBy, outcome: .pending)
        try ReservationStore.save(reservation, in: connection)
    }

    func concluded(
        _ request: CancelReservation, _ conclusion: CommandConclusion<CancelReservationResponse>,
        _ command: CommandReference, in connection: any SQLConnection
    ) throws {
        let reservations = try Self.reservations(request, command, in: connection)
        let marked = reservations.filter { $0.cancellation?.commandId == command.id }
        guard var reservation = Self.target(in: reservations) ?? marked.first ?? reservations.first else { return }
        // The ReserveNow before it may have had its outcome since, and the number another owner with it.
        for var former in marked where former.id != reservation.id {
            former.cancellation = nil
            try ReservationStore.save(former, in: connection)
        }
        reservation.conclude(conclusion, command)
        try ReservationStore.save(reservation, in: connection)
    }

    /// Those that the charge point was asked for before this command, under its number; newest first.
    private static func reservations(
        _ request: CancelReservation, _ command: CommandReference, in connection: any SQLConnection
    ) throws -> [Reservation] {
        try ReservationStore.list(
            chargePointKey: command.chargePoint.key, reservationId: request.reservationId, in: connection
        ).filter { $0.commandId < command.id }
    }

    /// The one that the charge point will find under the number, as far as we know.
    private static func target(in reservations: [Reservation]) -> Reservation? {
        reservations.first { $0.state == .active } ?? reservations.first { $0.state == .requested }
            ?? reservations.first { $0.state == .unanswered }
    }
}

extension Reservation {
    /// Takes over what became of a CancelReservation.
    mutating func conclude(_ conclusion: CommandConclusion<CancelReservationResponse>, _ command: CommandReference) {
        var result = Cancellation(
            commandId: command.id, requestedAt: command.requestedAt, requestedBy: command.requestedBy, outcome: .pending)
        switch conclusion {
        case .answered(let confirmation, let moment):
            result.outcome = confirmation.status == .accepted ? .accepted : .rejected
            result.concludedAt = moment
            if result.outcome == .accepted { cancelled(at: moment) }
        case .unanswered(let outcome, let text, let moment):
            result.outcome = outcome == .notConnected || outcome == .queueFull ? .notSent : .unanswered
            result.explanation = text
            result.concludedAt = moment
        }
        cancellation = result
    }

    private mutating func cancelled(at moment: Timestamp) {
        switch state {
        case .active where expiryDate <= moment: end(.expired, at: expiryDate)
        case .active, .unanswered: end(.cancelled, at: moment)
        case .requested: overtaking = Overtaking(state: .cancelled, at: moment)
        case .used, .cancelled, .expired, .refused, .faulted, .replaced: break
        }
    }
}
