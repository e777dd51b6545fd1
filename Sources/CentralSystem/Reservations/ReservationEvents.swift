import OCPP16
import OCPPJ
import Persistence

/// Keeps reservations true to what charge points report.
struct ReservationEvents: ChargePointEventObserver {
    func observe(
        _ event: ChargePointEvent, of chargePointKey: Int64, at moment: Timestamp, in connection: any SQLConnection
    ) throws {
        switch event {
        case .transactionStarted(let transaction):
            try Self.start(transaction, of: chargePointKey, at: moment, in: connection)
        case .statusReported(let connectorId, let report):
            for var reservation in try ReservationStore.live(chargePointKey: chargePointKey, in: connection)
            where reservation.observe(report, connectorId: connectorId, at: moment) {
                try ReservationStore.save(reservation, in: connection)
            }
        case .booted:
            // A reservation survives a restart of its charge point, but what its connector reported before does not count.
            for var reservation in try ReservationStore.live(chargePointKey: chargePointKey, in: connection)
            where reservation.isSeenReserved {
                reservation.isSeenReserved = false
                try ReservationStore.save(reservation, in: connection)
            }
        case .removed:
            try ReservationStore.removeLive(chargePointKey: chargePointKey, in: connection)
        case .transactionEnded, .transactionBecameStale:
            break
        }
    }

    private static func start(
        _ transaction: StartedTransaction, of chargePointKey: Int64, at moment: Timestamp, in connection: any SQLConnection
    ) throws {
        if let number = transaction.reservationId,
            var named = named(
                // Some operators give all reservations the same number; only the newest matter here.
                in: try ReservationStore.list(
                    chargePointKey: chargePointKey, reservationId: number, limit: 100, in: connection))
        {
            named.use(by: transaction, isNamed: true, at: moment)
            return try ReservationStore.save(named, in: connection)
        }
        let live = try ReservationStore.live(chargePointKey: chargePointKey, in: connection).filter {
            // A start that was kept offline from before the reservation has nothing to do with it.
            let begin = $0.requestedAt.advanced(bySeconds: -Reservation.clockToleranceSeconds)
            return $0.covers(connectorId: transaction.connectorId) && $0.seen(at: moment).state.isLive
                && transaction.startTimestamp >= begin
        }
        if var fitting = fitting(transaction, in: live) {
            if let number = transaction.reservationId {
                fitting.flag(.otherReservationIdNamed, "transaction \(transaction.id) named \(number)", at: moment)
            }
            fitting.use(by: transaction, isNamed: false, at: moment)
            return try ReservationStore.save(fitting, in: connection)
        }
        for var other in live where other.state == .active && other.connectorId == transaction.connectorId {
            other.flag(
                .connectorUsedByOtherIdTag,
                "transaction \(transaction.id) was started by idTag \(transaction.idTag.text), which it is not for", at: moment)
            try ReservationStore.save(other, in: connection)
        }
    }

    /// The reservation that a charge point means by its number: the one in force, or else one that may be in force without our
    /// knowing it.
    ///
    /// - Parameter reservations: all with this number, newest first.
    private static func named(in reservations: [Reservation]) -> Reservation? {
        if let active = reservations.first(where: { $0.state == .active }) { return active }
        if let requested = reservations.first(where: { $0.state == .requested }) { return requested }
        let newest = reservations.first { $0.state != .refused }
        switch newest?.state {
        case .unanswered, .expired, .faulted: return newest
        default: return nil
        }
    }

    /// The reservation that a start without a number uses: of the connector before those of the whole charge point, of the idTag
    /// itself before those of its group.
    private static func fitting(_ transaction: StartedTransaction, in live: [Reservation]) -> Reservation? {
        func rank(_ reservation: Reservation) -> Int {
            (reservation.connectorId == 0 ? 4 : 0) + (reservation.idTag == transaction.idTag ? 0 : 2)
                + (reservation.state == .active ? 0 : 1)
        }
        return live.filter { $0.isFor(transaction.idTag, parentIdTag: transaction.parentIdTag) }
            .min { rank($0) < rank($1) }
    }
}
