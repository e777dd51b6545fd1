package import OCPPJ

/// Why a verb on reservations could not be done.
package struct ReservationError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: Hashable, Sendable {
        case unknownReservation
        /// A newer reservation has the same reservationId; cancelling would hit that one.
        case replaced
    }

    package let code: Code
    package let phrase: Phrase

    package var description: String { phrase.text }

    static func unknown(_ id: Int64) -> ReservationError {
        ReservationError(code: .unknownReservation, phrase: "There is no reservation \(id).")
    }

    static func replaced(_ reservation: Reservation, by other: Reservation) -> ReservationError {
        ReservationError(
            code: .replaced,
            phrase: """
                Reservation \(reservation.id) is \(reservation.state.rawValue), and its reservationId \
                \(reservation.reservationId) now belongs to reservation \(other.id), which CancelReservation would end; \
                cancel that one if it is meant.
                """)
    }
}
