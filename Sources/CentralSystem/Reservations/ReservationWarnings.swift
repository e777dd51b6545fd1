import OCPP16
import OCPPJ
import Persistence

/// Finds what is questionable about a reservation before it is sent. Nothing of it prevents the sending: only the charge point
/// knows.
struct ReservationWarnings {
    let configuration: KnownConfiguration

    func warnings(about reservation: Reservation, in connection: any SQLConnection) throws -> [RecordFlag] {
        try overlaps(reservation, in: connection) + connectorZero(reservation, in: connection)
            + connectors(reservation, in: connection) + values(reservation, in: connection)
    }

    private func overlaps(_ reservation: Reservation, in connection: any SQLConnection) throws -> [RecordFlag] {
        let now = reservation.requestedAt
        return try ReservationStore.live(chargePointKey: reservation.chargePointKey, in: connection)
            .filter { $0.seen(at: now).state.isLive }
            .compactMap { other in
                if other.reservationId == reservation.reservationId {
                    return RecordFlag(
                        .reservationIdInUse,
                        "reservation \(other.id) has reservationId \(other.reservationId) and is replaced if this one is accepted",
                        at: now)
                }
                guard
                    other.connectorId == reservation.connectorId || other.connectorId == 0 || reservation.connectorId == 0
                else { return nil }
                let place = other.connectorId == 0 ? "the whole charge point" : "connector \(other.connectorId)"
                return RecordFlag(
                    .overlappingReservation,
                    "reservation \(other.id) (\(other.state.rawValue), idTag \(other.idTag.text)) is for \(place) until \(other.expiryDate.rfc3339)",
                    at: now)
            }
    }

    private func connectorZero(_ reservation: Reservation, in connection: any SQLConnection) throws -> [RecordFlag] {
        guard reservation.connectorId == 0,
            let value = try configuration("ReserveConnectorZeroSupported", reservation.chargePointKey, connection),
            value.lowercased() == "false"
        else { return [] }
        return [
            RecordFlag(
                .connectorZeroNotSupported, "the charge point's ReserveConnectorZeroSupported is \(value)",
                at: reservation.requestedAt)
        ]
    }

    private func connectors(_ reservation: Reservation, in connection: any SQLConnection) throws -> [RecordFlag] {
        let all = try ConnectorService.list(chargePointKey: reservation.chargePointKey, in: connection)
        let now = reservation.requestedAt
        func isUnusable(_ connector: Connector) -> Bool {
            connector.report?.status == .faulted || connector.report?.status == .unavailable
        }
        func warning(_ place: String, _ connector: Connector) -> RecordFlag {
            RecordFlag(.connectorNotAvailable, "\(place) is \(connector.report?.status.rawValue ?? "unknown")", at: now)
        }
        if let whole = all.first(where: { $0.connectorId == 0 }), isUnusable(whole) {
            return [warning("the charge point", whole)]
        }
        let concerned = all.filter { $0.connectorId != 0 && reservation.covers(connectorId: $0.connectorId) }
        let occupied = concerned.filter { $0.report.map { $0.status != .available } ?? false }
        // For the whole charge point one free connector is enough.
        guard occupied.count == concerned.count else { return [] }
        return occupied.map { warning("connector \($0.connectorId)", $0) }
    }

    private func values(_ reservation: Reservation, in connection: any SQLConnection) throws -> [RecordFlag] {
        let now = reservation.requestedAt
        var found: [RecordFlag] = []
        if reservation.expiryDate <= now {
            found.append(RecordFlag(.expiryDateInPast, "\(reservation.expiryDate.rfc3339) has passed", at: now))
        }
        let status = try IdTagService.decide(reservation.idTag, at: now, in: connection).status
        if status != .accepted {
            found.append(RecordFlag(.idTagNotAccepted, "idTag \(reservation.idTag.text) is \(status.rawValue)", at: now))
        }
        return found
    }
}
