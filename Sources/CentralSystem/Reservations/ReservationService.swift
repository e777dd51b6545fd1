package import OCPP16
package import OCPPJ
import Persistence

/// What an operator asks for.
package struct NewReservation: Hashable, Sendable {
    /// The group to name in ReserveNow.
    package enum Parent: Hashable, Sendable {
        /// The one that the idTag is registered with, if any.
        case registered
        case given(IdToken)
        case none
    }

    /// When the reservation ends by itself.
    package enum Expiry: Hashable, Sendable {
        case at(Timestamp)
        /// So many seconds from now; nil for the server's default.
        case after(seconds: Int?)
    }

    package var connectorId: ConnectorId
    package var idTag: IdToken
    package var parent: Parent
    package var expiry: Expiry
    /// nil lets the server choose one.
    package var reservationId: Int?

    package init(
        connectorId: ConnectorId, idTag: IdToken, parent: Parent = .registered, expiry: Expiry = .after(seconds: nil),
        reservationId: Int? = nil
    ) {
        self.connectorId = connectorId
        self.idTag = idTag
        self.parent = parent
        self.expiry = expiry
        self.reservationId = reservationId
    }
}

/// The verbs on reservations. What they change is changed by observing the commands, so that it makes no difference who sends
/// them.
package struct ReservationService: Sendable {
    let database: any Database
    let time: any TimeSource
    let commands: CommandService
    let defaultExpirySeconds: Int

    /// What a verb that sends a CALL leads to.
    package struct Result: Sendable {
        /// The command with its outcome.
        package var command: Command
        /// The reservation as it now is.
        package var reservation: Reservation
    }

    /// Sends ReserveNow and waits for the outcome; whatever it is, the reservation shows it.
    ///
    /// - Parameter timeout: nil for the default of commands.
    /// - Throws: `CentralSystemError` (`.chargePointNotFound`, `.invalidMember`).
    package func reserve(
        _ new: NewReservation, at identity: String, requestedBy: String, timeout: Duration? = nil
    ) async throws -> Result {
        let given = new.reservationId
        let (number, registered) = try await database.write { connection in
            guard let key = try ChargePointService.key(of: identity, in: connection) else {
                throw CentralSystemError.chargePointNotFound(identity)
            }
            let decision = try IdTagService.decide(new.idTag, at: time.now(), in: connection)
            let number = try given ?? ReservationStore.takeReservationId(chargePointKey: key, in: connection)
            return (number, decision.parentIdTag)
        }
        let expiryDate =
            switch new.expiry {
            case .at(let moment): moment
            case .after(let seconds): time.now().advanced(bySeconds: seconds ?? defaultExpirySeconds)
            }
        let parentIdTag =
            switch new.parent {
            case .registered: registered
            case .given(let idTag): IdToken?.some(idTag)
            case .none: IdToken?.none
            }
        let request = ReserveNow(
            connectorId: new.connectorId, expiryDate: DateTime(expiryDate), idTag: new.idTag, parentIdTag: parentIdTag,
            reservationId: number)
        let command = try await commands.send(request, to: identity, requestedBy: requestedBy, timeout: timeout)
        let found = try await database.read { try ReservationStore.find(command: command.id, in: $0) }
        guard let found else { throw DatabaseError(.other, "the reservation of command \(command.id) is not there") }
        return Result(command: command, reservation: found.seen(at: time.now()))
    }

    /// Sends CancelReservation, whatever state the reservation is in, and waits for the outcome.
    ///
    /// - Throws: `ReservationError`: `.unknownReservation`; `.replaced` when the number belongs to another reservation by now,
    ///   which the command would end.
    package func cancel(_ id: Int64, requestedBy: String, timeout: Duration? = nil) async throws -> Result {
        let reservation = try await get(id)
        let now = time.now()
        let command = try await commands.send(
            CancelReservation(reservationId: reservation.reservationId), to: reservation.chargePointID,
            requestedBy: requestedBy, timeout: timeout
        ) { command, connection in
            guard let own = try ReservationStore.find(id, in: connection) else { throw ReservationError.unknown(id) }
            let others = try ReservationStore.list(
                chargePointKey: reservation.chargePointKey, reservationId: reservation.reservationId, in: connection)
            guard !own.seen(at: now).state.isLive else { return }
            if let owner = others.first(where: { $0.id != id && $0.seen(at: now).state.isLive }) {
                throw ReservationError.replaced(own.seen(at: now), by: owner)
            }
            // The command was noted on the newest; it is meant for this one.
            for var other in others where other.id != id && other.cancellation?.commandId == command.id {
                other.cancellation = nil
                try ReservationStore.save(other, in: connection)
            }
            try CancelReservationObserver.note(command, on: own, in: connection)
        }
        return Result(command: command, reservation: try await get(id))
    }

    /// - Throws: `ReservationError` with code `.unknownReservation`.
    package func get(_ id: Int64) async throws -> Reservation {
        guard let found = try await database.read({ try ReservationStore.find(id, in: $0) }) else {
            throw ReservationError.unknown(id)
        }
        return found.seen(at: time.now())
    }

    /// Newest first.
    ///
    /// - Throws: `CentralSystemError` with code `.invalidCursor`.
    package func list(
        _ filter: ReservationFilter = ReservationFilter(), _ page: PageRequest = PageRequest()
    ) async throws -> Page<Reservation> {
        let before = try page.rowID()
        // So that the recorded states, which are looked for, are those of now.
        if filter.state != nil { try await endDue() }
        let now = time.now()
        let found = try await database.read {
            try ReservationStore.list(filter, before: before, limit: page.limit + 1, in: $0)
        }
        return Page(found.map { $0.seen(at: now) }, limit: page.limit) { String($0.id) }
    }

    /// Records the end of those whose time has passed. Reads show it at once; this keeps the table true for everybody.
    func endDue() async throws {
        let now = time.now()
        while try await !database.read({ try ReservationStore.due(at: now, limit: 1, in: $0) }).isEmpty {
            try await database.write { connection in
                for reservation in try ReservationStore.due(at: now, limit: 500, in: connection) {
                    try ReservationStore.save(reservation.seen(at: now), in: connection)
                }
            }
        }
    }
}
