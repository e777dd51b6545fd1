public import OCPPJ

/// Reserves a connector for an identifier; replaces a reservation of the same id.
///
/// Sent by the Central System (OCPP 1.6, sections 5.13 and 6.37).
public struct ReserveNow: OCPPRequest {
    public typealias Response = ReserveNowResponse
    public static let action: OCPPAction = "ReserveNow"

    /// The connector; 0 is any of the charge point.
    public var connectorId: ConnectorId
    /// When the reservation ends.
    public var expiryDate: DateTime
    /// The identifier to reserve for.
    public var idTag: IdToken
    /// The group whose identifiers may use the reservation too.
    public var parentIdTag: IdToken?
    /// Identifies the reservation.
    public var reservationId: Int

    public init(
        connectorId: ConnectorId,
        expiryDate: DateTime,
        idTag: IdToken,
        parentIdTag: IdToken? = nil,
        reservationId: Int
    ) {
        self.connectorId = connectorId
        self.expiryDate = expiryDate
        self.idTag = idTag
        self.parentIdTag = parentIdTag
        self.reservationId = reservationId
    }
}

/// Whether the reservation is made (OCPP 1.6, section 6.38).
public struct ReserveNowResponse: Codable, Hashable, Sendable {
    /// The outcome.
    public var status: ReservationStatus

    public init(status: ReservationStatus) {
        self.status = status
    }
}
