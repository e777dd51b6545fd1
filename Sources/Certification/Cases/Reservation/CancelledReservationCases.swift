import OCPP16

/// TC_051 and TC_052: the operator cancels a reservation.
extension CertificationCase {
    static let cancelledReservationCases = [reservationCancelled, cancellationRejected]

    static let reservationCancelled = CertificationCase("TC_051_CSMS", "Cancel a reservation", .reservation) { test in
        try await test.booted()
        let asked = try await test.askToReserve()
        try test.checkIsForOneConnector(asked.request)
        let reservationId = try await test.accepts(asked)
        try await test.cancel(reservationId, .accepted)
        try await test.status(.available, connector: asked.request.connectorId.value)
        try await test.checkShown(.reservation(identity: test.identity, reservationId: reservationId, state: .cancelled))
    }

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
