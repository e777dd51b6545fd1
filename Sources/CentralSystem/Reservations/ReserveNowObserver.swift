import OCPP16
import OCPPJ
package import Persistence

/// What a charge point's configuration says, as far as it is known; nil for a key that is not.
package typealias KnownConfiguration = @Sendable (
    _ key: String, _ chargePointKey: Int64, _ connection: any SQLConnection
) throws -> String?

/// Makes a reservation of every ReserveNow, whoever sends it, and follows what becomes of it.
struct ReserveNowObserver: CommandObserver {
    typealias Request = ReserveNow

    let configuration: KnownConfiguration

    func recorded(_ request: ReserveNow, _ command: CommandReference, in connection: any SQLConnection) throws {
        var reservation = Reservation(
            id: 0, chargePointKey: command.chargePoint.key, chargePointID: command.chargePoint.identity,
            reservationId: request.reservationId, connectorId: request.connectorId.value, idTag: request.idTag,
            parentIdTag: request.parentIdTag, expiryDate: request.expiryDate.timestamp ?? command.requestedAt,
            state: .requested, requestedAt: command.requestedAt, requestedBy: command.requestedBy, commandId: command.id,
            warnings: [], flags: [])
        reservation.warnings = try ReservationWarnings(configuration: configuration).warnings(about: reservation, in: connection)
        try ReservationStore.insert(reservation, in: connection)
    }

    func concluded(
        _ request: ReserveNow, _ conclusion: CommandConclusion<ReserveNowResponse>, _ command: CommandReference,
        in connection: any SQLConnection
    ) throws {
        guard var reservation = try ReservationStore.find(command: command.id, in: connection) else { return }
        switch conclusion {
        case .answered(let confirmation, let moment):
            reservation.answered(confirmation.status, at: moment)
            if confirmation.status == .accepted { try replaceOthers(&reservation, at: moment, in: connection) }
        case .unanswered(_, let text, let moment):
            reservation.unanswered(text, at: moment)
        }
        try ReservationStore.save(reservation, in: connection)
    }

    /// An accepted reservation takes the place of the one that had its number (OCPP 1.6, section 5.13).
    private func replaceOthers(
        _ reservation: inout Reservation, at moment: Timestamp, in connection: any SQLConnection
    ) throws {
        let others = try ReservationStore.list(
            chargePointKey: reservation.chargePointKey, reservationId: reservation.reservationId, in: connection)
        for var other in others where other.id < reservation.id && other.state == .active {
            other = other.seen(at: moment)
            if other.state == .active {
                other.end(.replaced, at: moment)
                other.replacedBy = reservation.id
            }
            try ReservationStore.save(other, in: connection)
        }
        // The outcomes of two commands in a row may be recorded the other way round.
        if reservation.state == .active, let newer = others.first(where: { $0.id > reservation.id && $0.answer == .accepted }) {
            reservation.end(.replaced, at: moment)
            reservation.replacedBy = newer.id
        }
    }
}
