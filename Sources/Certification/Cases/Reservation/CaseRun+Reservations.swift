import OCPP16
import OCPPJ

/// The verbs of the cases of Reservation.
extension CaseRun {
    /// Has a connector reserved, not yet answered. The Central System may choose the reservationId, and the expiryDate unless it is given.
    ///
    /// - Parameters:
    ///   - connector: C unless it is given.
    ///   - idTag: T unless it is given.
    ///   - expiryDate: a quarter of an hour from now unless it is given, which is more than a case takes.
    func askToReserve(
        connector: Int? = nil, idTag: String? = nil, parentIdTag: String? = nil, expiryDate: DateTime? = nil
    ) async throws(CaseFailure) -> AskedCommand<ReserveNow> {
        let parent: IdToken? = if let parentIdTag { try token(parentIdTag) } else { nil }
        return try await ask(
            ReserveNow(
                connectorId: connectorId(connector ?? configuration.connectorId),
                expiryDate: expiryDate ?? moment(inSeconds: 900), idTag: token(idTag ?? idTags.accepted), parentIdTag: parent,
                reservationId: TestNumbers.next()),
            chosenByCentralSystem: expiryDate == nil ? ["reservationId", "expiryDate"] : ["reservationId"])
    }

    /// Checks that ReserveNow is about this connector, C unless it is given, and exactly T.
    func check(_ reservation: ReserveNow, isForConnector connector: Int? = nil) throws(CaseFailure) {
        try check(
            "ReserveNow.req: connectorId", reservation.connectorId, is: connectorId(connector ?? configuration.connectorId))
        try check("ReserveNow.req: idTag", reservation.idTag, isExactly: idTags.accepted)
    }

    /// Checks that ReserveNow is about one connector, not about the charge point as a whole.
    func checkIsForOneConnector(_ reservation: ReserveNow) throws(CaseFailure) {
        try check(
            "ReserveNow.req: connectorId is not 0", reservation.connectorId != .chargePoint,
            otherwise: "ReserveNow.req: connectorId was 0, expected a connector")
    }

    /// The charge point accepts, and its connector becomes Reserved: the one of the request unless another one is given.
    ///
    /// - Returns: the reservationId.
    func accepts(_ asked: AskedCommand<ReserveNow>, connector: Int? = nil) async throws(CaseFailure) -> Int {
        try await asked.answer(ReserveNowResponse(status: .accepted), shown: "Accepted")
        try await status(.reserved, connector: connector ?? asked.request.connectorId.value)
        return asked.request.reservationId
    }

    /// ReserveNow for C and T, answered with a refusal, which leaves no reservation.
    func isRefused(_ status: ReservationStatus) async throws(CaseFailure) {
        let asked = try await askToReserve()
        try check(asked.request)
        try await asked.answer(ReserveNowResponse(status: status), shown: status.rawValue)
        try await checkShown(
            .reservation(identity: identity, reservationId: asked.request.reservationId, state: .notActive))
    }

    /// CancelReservation for this reservation, answered.
    func cancel(_ reservationId: Int, _ status: CancelReservationStatus) async throws(CaseFailure) {
        let asked = try await ask(CancelReservation(reservationId: reservationId))
        try check("CancelReservation.req: reservationId", asked.request.reservationId, is: reservationId)
        try await asked.answer(CancelReservationResponse(status: status), shown: status.rawValue)
    }

    /// From the plug to Charging with a StartTransaction that names the reservation.
    ///
    /// - Returns: the transactionId.
    func chargesWithReservation(
        _ reservationId: Int, idTag: String? = nil, connector: Int? = nil
    ) async throws(CaseFailure) -> Int {
        try await status(.preparing, connector: connector)
        let transactionId = try await started(idTag, connector: connector, reservationId: reservationId)
        try await status(.charging, connector: connector)
        return transactionId
    }

    /// The driver leaves: nothing of the case remains at the connector.
    func leaves(_ transactionId: Int, connector: Int? = nil) async throws(CaseFailure) {
        try await stop(transactionId, .local)
        try await status(.available, connector: connector)
    }
}
