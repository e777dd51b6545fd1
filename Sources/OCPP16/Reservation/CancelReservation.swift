public import OCPPJ

/// Ends a reservation.
///
/// Sent by the Central System (OCPP 1.6, sections 5.1 and 6.5).
public struct CancelReservation: OCPPRequest {
    public typealias Response = CancelReservationResponse
    public static let action: OCPPAction = "CancelReservation"

    /// The reservation to end.
    public var reservationId: Int

    public init(reservationId: Int) {
        self.reservationId = reservationId
    }
}

/// Whether the reservation has ended (OCPP 1.6, section 6.6).
public struct CancelReservationResponse: Codable, Hashable, Sendable {
    /// The outcome.
    public var status: CancelReservationStatus

    public init(status: CancelReservationStatus) {
        self.status = status
    }
}
