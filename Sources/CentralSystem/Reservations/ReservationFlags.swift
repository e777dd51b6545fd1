extension RecordFlag.Code {
    // Warnings: found when the reservation was requested.

    /// Another reservation in force is for the same connector, or one of the two is for the whole charge point.
    package static let overlappingReservation = RecordFlag.Code(rawValue: "overlappingReservation")
    /// The reservationId belongs to a reservation in force, which this one replaces if it is accepted.
    package static let reservationIdInUse = RecordFlag.Code(rawValue: "reservationIdInUse")
    /// The connector last reported a status that does not go with a new reservation.
    package static let connectorNotAvailable = RecordFlag.Code(rawValue: "connectorNotAvailable")
    /// The charge point's configuration says that it does not take reservations of connector 0.
    package static let connectorZeroNotSupported = RecordFlag.Code(rawValue: "connectorZeroNotSupported")
    /// `expiryDate` had passed already when the reservation was requested.
    package static let expiryDateInPast = RecordFlag.Code(rawValue: "expiryDateInPast")
    /// The idTag would not be accepted now.
    package static let idTagNotAccepted = RecordFlag.Code(rawValue: "idTagNotAccepted")

    // Flags: found later.

    /// A transaction named the reservation, but started on another connector than the reserved one.
    package static let usedOnOtherConnector = RecordFlag.Code(rawValue: "usedOnOtherConnector")
    /// A transaction named the reservation, but its idTag is neither the reserved one nor of the same group.
    package static let usedByOtherIdTag = RecordFlag.Code(rawValue: "usedByOtherIdTag")
    /// A transaction on the reserved connector started without naming the reservation; it was found by its idTag.
    package static let reservationIdOmitted = RecordFlag.Code(rawValue: "reservationIdOmitted")
    /// A transaction on the reserved connector was started by an idTag that the reservation is not for; it goes on.
    package static let connectorUsedByOtherIdTag = RecordFlag.Code(rawValue: "connectorUsedByOtherIdTag")
    /// A transaction named the reservation after we took it to have ended; the charge point knows better.
    package static let usedAfterEnd = RecordFlag.Code(rawValue: "usedAfterEnd")
    /// A transaction named a reservationId that this charge point was not given.
    package static let otherReservationIdNamed = RecordFlag.Code(rawValue: "otherReservationIdNamed")
    /// The charge point gave the reserved connector free before `expiryDate`.
    package static let releasedEarly = RecordFlag.Code(rawValue: "releasedEarly")
    /// The charge point used the reservation and then refused it, or did not answer.
    package static let usedThoughNotAccepted = RecordFlag.Code(rawValue: "usedThoughNotAccepted")
}
