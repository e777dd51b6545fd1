import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// ReserveNow (OCPP 1.6, section 5.13).
    mutating func reserveNow(_ request: ReserveNow, at now: Timestamp) -> ReserveNowResponse {
        let former = reservations
        // A reservation with this id is replaced: the new one does not compete with it.
        reservations.removeAll { $0.id == request.reservationId }
        let status = place(request, at: now)
        if status != .accepted { reservations = former }
        announceReservations(at: now)
        return ReserveNowResponse(status: status)
    }

    private mutating func place(_ request: ReserveNow, at now: Timestamp) -> ReservationStatus {
        let number = request.connectorId.value
        guard let expiry = request.expiryDate.timestamp, expiry > now, registration.status == .accepted, shutdown == nil,
            number == 0 ? configuration.bool(.reserveConnectorZeroSupported) : connectors.indices.contains(number - 1)
        else { return .rejected }
        let status = number == 0 ? reservability() : reservability(of: number - 1)
        guard status == .accepted else { return status }
        reservations.append(
            Reservation(
                id: request.reservationId, connector: number, idTag: request.idTag, parentIdTag: request.parentIdTag,
                expiry: expiry))
        return .accepted
    }

    /// Whether a connector can be reserved; each reservation of any connector leaves one fewer to choose from.
    private func reservability(of index: Int) -> ReservationStatus {
        let connector = connectors[index]
        if connector.fault != nil { return .faulted }
        guard availability.isOperative, connector.conditions.isOperative else { return .unavailable }
        guard isFree(index), freeIndices.count > reservations.count(where: { $0.connector == 0 }) else { return .occupied }
        return .accepted
    }

    /// Whether one connector more can be kept free for somebody.
    private func reservability() -> ReservationStatus {
        let answers = connectors.indices.map(reservability(of:))
        return [.accepted, .occupied, .unavailable, .faulted].first(where: answers.contains) ?? .rejected
    }

    /// CancelReservation (OCPP 1.6, section 5.1).
    mutating func cancelReservation(_ request: CancelReservation, at now: Timestamp) -> CancelReservationResponse {
        guard let index = reservations.firstIndex(where: { $0.id == request.reservationId }) else {
            return CancelReservationResponse(status: .rejected)
        }
        reservations.remove(at: index)
        announceReservations(at: now)
        return CancelReservationResponse(status: .accepted)
    }

    /// When the next reservation ends by itself.
    var reservationExpiresAt: Timestamp? {
        reservations.isEmpty ? nil : reservations.map(\.expiry).min()
    }

    mutating func expireReservations(at now: Timestamp) {
        guard let due = reservationExpiresAt, due <= now else { return }
        reservations.removeAll { $0.expiry <= now }
        announceReservations(at: now)
    }

    /// Ends the reservations that cannot be kept because their connector, or every connector, is out of order or out of
    /// service.
    mutating func endUntenableReservations() {
        guard !reservations.isEmpty else { return }
        let usable = connectors.map { $0.fault == nil && $0.availability.isOperative && availability.isOperative }
        reservations.removeAll { reservation in
            reservation.connector == 0 ? !usable.contains(true) : !usable[reservation.connector - 1]
        }
    }

    /// Shows and tells which connectors are reserved now.
    mutating func announceReservations(at now: Timestamp) {
        markReserved()
        for index in connectors.indices { tell(index, at: now) }
    }

    /// Sets which connectors show Reserved: a connector that is reserved itself, and all that are left when no more are
    /// free than there are reservations of any connector.
    mutating func markReserved() {
        guard !reservations.isEmpty || connectors.contains(where: \.isReserved) else { return }
        for index in connectors.indices { connectors[index].isReserved = !holders(of: index).isEmpty }
    }
}
