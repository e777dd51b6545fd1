import OCPP16

/// TC_048: the charge point refuses a reservation, and none remains.
extension CertificationCase {
    static let refusedReservationCases = [
        reservationFaulted, reservationOccupied, reservationUnavailable, reservationRejected,
    ]

    static let reservationFaulted = CertificationCase("TC_048_1_CSMS", "Reservation, Faulted", .reservation) { test in
        try await test.isRefused(.faulted)
    }

    static let reservationOccupied = CertificationCase("TC_048_2_CSMS", "Reservation, Occupied", .reservation) { test in
        try await test.status(.preparing)
        try await test.isRefused(.occupied)
        try await test.status(.available)
    }

    static let reservationUnavailable = CertificationCase(
        "TC_048_3_CSMS", "Reservation, Unavailable", .reservation,
        [
            .variant("through ChangeAvailability") { test in
                try await test.booted()
                try await test.changesAvailability(to: .inoperative, .unavailable)
                try await test.isRefused(.unavailable)
                try await test.changesAvailability(to: .operative, .available)
            },
            .variant("Unavailable by itself") { test in
                try await test.status(.unavailable)
                try await test.isRefused(.unavailable)
                try await test.status(.available)
            },
        ])

    static let reservationRejected = CertificationCase("TC_048_4_CSMS", "Reservation, Rejected", .reservation) { test in
        try await test.booted()
        try await test.isRefused(.rejected)
    }
}

extension CaseRun {
    /// ChangeAvailability for C, accepted; then its status.
    fileprivate func changesAvailability(
        to type: AvailabilityType, _ status: ChargePointStatus
    ) async throws(CaseFailure) {
        let asked = try await ask(ChangeAvailability(connectorId: connectorId(), type: type))
        try check("ChangeAvailability.req: connectorId", asked.request.connectorId, is: connectorId())
        try check("ChangeAvailability.req: type", asked.request.type, is: type)
        try await asked.answer(ChangeAvailabilityResponse(status: .accepted), shown: "Accepted")
        try await self.status(status)
    }
}
