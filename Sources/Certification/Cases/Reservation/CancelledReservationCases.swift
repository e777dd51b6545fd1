import OCPP16
import OCPPJ

/// TC_051 and TC_052: the operator cancels a reservation.
extension CertificationCase {
    static let cancelledReservationCases = [reservationCancelled, cancellationRejected]

    static let reservationCancelled = CertificationCase(
        "TC_051_CSMS", "Cancel a reservation", .reservation,
        [
            .variant("the operator gives a reservationId") { test in
                try await test.booted()
                try await test.reservationIsCancelled(after: test.askToReserve())
            },
            .variant("the operator gives no reservationId") { test in
                try await test.reservationIsCancelled(after: test.askToReserveWithoutId())
            },
        ])

    static let cancellationRejected = CertificationCase(
        "TC_052_CSMS", "Cancel a reservation, rejected", .reservation,
        [
            .variant("a reservation that the charge point has lost") { test in
                let asked = try await test.askToReserve()
                try test.check(asked.request)
                let reservationId = try await test.accepts(asked)
                try await test.cancel(reservationId, .rejected)
                try await test.checkShown(
                    .reservation(identity: test.identity, reservationId: reservationId, state: .active))
                // Used up, so that the Central System does not hold it in later cases.
                let transactionId = try await test.chargesWithReservation(reservationId)
                try await test.leaves(transactionId)
            },
            .variant("a reservation that never was") { test in
                try await test.booted()
                try await test.cancel(TestNumbers.next(), .rejected)
            },
        ])
}

extension CaseRun {
    /// ReserveNow at the operator's request, who leaves the reservationId to the Central System: each of them has to know it from then on.
    fileprivate func askToReserveWithoutId() async throws(CaseFailure) -> AskedCommand<ReserveNow> {
        let wanted = """
            {"connectorId":\(configuration.connectorId),"expiryDate":"\(moment(inSeconds: 900))",\
            "idTag":\(SpecificationCheck.quoted(idTags.accepted))}
            """
        return try await ask(
            ReserveNow.self,
            OperatorRequest(ReserveNow.action, payload: wanted, chosenByCentralSystem: ["reservationId", "expiryDate"]))
    }

    /// The reservation is accepted, and cancelled by its reservationId.
    fileprivate func reservationIsCancelled(after asked: AskedCommand<ReserveNow>) async throws(CaseFailure) {
        try checkIsForOneConnector(asked.request)
        let reservationId = try await accepts(asked)
        try await cancel(reservationId, .accepted)
        try await status(.available, connector: asked.request.connectorId.value)
        try await checkShown(.reservation(identity: identity, reservationId: reservationId, state: .cancelled))
    }
}
