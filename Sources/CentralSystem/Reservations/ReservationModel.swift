package import OCPP16
package import OCPPJ

/// Where a reservation stands. It changes only by what the charge point answered or reported, and by the clock.
package enum ReservationState: String, Hashable, Sendable, CaseIterable {
    /// ReserveNow was recorded; its outcome is not known yet.
    case requested
    /// The charge point accepted it.
    case active
    /// A transaction used it up.
    case used
    /// The charge point accepted its cancellation.
    case cancelled
    /// Its `expiryDate` passed, or the charge point gave the connector free by itself.
    case expired
    /// The charge point answered something else than Accepted.
    case refused
    /// The connector or the charge point became Faulted or Unavailable.
    case faulted
    /// The charge point accepted another reservation with the same reservationId.
    case replaced
    /// ReserveNow has no usable answer; the charge point may hold the reservation all the same.
    case unanswered

    /// Whether it may still come into force or is in force.
    package var isLive: Bool { self == .requested || self == .active }
}

/// A connector, or a whole charge point, kept for a driver (OCPP 1.6, sections 3.11 and 5.13).
package struct Reservation: Hashable, Sendable {
    /// Our own number of this record; a reservationId may be used again.
    package var id: Int64
    package var chargePointKey: Int64
    package var chargePointID: String
    /// The number on the wire, unique among the live reservations of a charge point.
    package var reservationId: Int
    /// 0: any connector of the charge point.
    package var connectorId: Int
    package var idTag: IdToken
    /// The group whose idTags may use it too; nil when ReserveNow named none.
    package var parentIdTag: IdToken?
    /// When it ends by itself.
    package var expiryDate: Timestamp
    package var state: ReservationState

    package var requestedAt: Timestamp
    package var requestedBy: String
    /// The command that ReserveNow was sent as.
    package var commandId: Int64
    /// The status in ReserveNow.conf; nil before, and when there is none.
    package var answer: ReservationStatus?
    package var answeredAt: Timestamp?
    /// Why it is in its state where the state alone does not say it, for people.
    package var explanation: String?
    /// When it ceased to be requested or active; nil while it is.
    package var endedAt: Timestamp?

    /// The transaction that used it.
    package var transactionId: Int?
    /// The record that took its place.
    package var replacedBy: Int64?
    /// The last attempt to cancel it.
    package var cancellation: Cancellation?
    /// What was questionable when it was requested; nothing of it prevents the sending.
    package var warnings: [RecordFlag]
    /// What was odd later on.
    package var flags: [RecordFlag]

    /// Whether its connector has reported Reserved and nothing since, and the charge point has not booted since.
    var isSeenReserved: Bool = false
    /// What was reported while ReserveNow was still waiting for its answer to be recorded.
    var overtaking: Overtaking?

    /// A CancelReservation.
    package struct Cancellation: Hashable, Sendable {
        package var commandId: Int64
        package var requestedAt: Timestamp
        package var requestedBy: String
        package var outcome: CancellationOutcome
        /// For people, where the outcome alone does not say it.
        package var explanation: String?
        package var concludedAt: Timestamp?
    }

    /// A later event whose message was recorded before the answer to ReserveNow: it counts if the answer turns out to be
    /// Accepted and to have come first.
    struct Overtaking: Hashable, Sendable {
        var state: ReservationState
        var at: Timestamp
        var transactionId: Int?
        var explanation: String?
    }
}

/// What became of a CancelReservation.
package enum CancellationOutcome: String, Hashable, Sendable, CaseIterable {
    case pending
    case accepted
    /// The charge point has no such reservation; ours stays as it was.
    case rejected
    /// There is no usable answer; ours stays as it was, until a report of the charge point says more.
    case unanswered
    /// The charge point was not connected, or too many commands were waiting; nothing was sent.
    case notSent
}

/// Which reservations to list; nil means any.
package struct ReservationFilter: Hashable, Sendable {
    /// The charge point's identity.
    package var chargePointID: String?
    package var connectorId: Int?
    /// Compared without regard to case.
    package var idTag: String?
    package var reservationId: Int?
    /// The state in force now, expiry dates included.
    package var state: ReservationState?

    package init(
        chargePointID: String? = nil, connectorId: Int? = nil, idTag: String? = nil, reservationId: Int? = nil,
        state: ReservationState? = nil
    ) {
        self.chargePointID = chargePointID
        self.connectorId = connectorId
        self.idTag = idTag
        self.reservationId = reservationId
        self.state = state
    }
}
