import OCPP16
import OCPPJ

/// TC_046, TC_047, TC_049 and TC_053: the charge point accepts a reservation, and it is used or expires.
extension CertificationCase {
    /// The cases of Reservation, in the order of the certification.
    static let reservationCases =
        [reservedThenUsed, reservationExpires] + refusedReservationCases + [wholeChargePointReserved]
        + cancelledReservationCases + [reservationUsedThroughParent]

    static let reservedThenUsed = CertificationCase(
        "TC_046_CSMS", "Reserve a connector, then a transaction", .reservation,
        [
            .variant("with Authorize and the idTag of the reservation") { test in
                try await test.booted()
                let asked = try await test.askToReserve()
                try test.check(asked.request)
                let reservationId = try await test.accepts(asked)
                try await test.authorized()
                let transactionId = try await test.chargesWithReservation(reservationId)
                try await test.checkShown(
                    .reservationUsed(
                        identity: test.identity, reservationId: reservationId, transactionId: transactionId))
                try await test.leaves(transactionId)
            },
            .variant("without Authorize, with another idTag") { test in
                let asked = try await test.askToReserve()
                try test.check(asked.request)
                let reservationId = try await test.accepts(asked)
                let transactionId = try await test.chargesWithReservation(reservationId, idTag: test.idTags.second)
                try await test.checkShown(
                    .reservationUsed(
                        identity: test.identity, reservationId: reservationId, transactionId: transactionId))
                try await test.leaves(transactionId)
            },
        ])

    static let reservationExpires = CertificationCase("TC_047_CSMS", "Reservation expires", .reservation) { test in
        try await test.booted()
        let offset = test.configuration.reservationSeconds
        let earliest = test.moment(inSeconds: offset)
        let asked = try await test.askToReserve(expiryDate: earliest)
        try test.check(asked.request)
        try test.check(asked.request.expiryDate, isFrom: earliest, to: test.moment(inSeconds: offset))
        let reservationId = try await test.accepts(asked)
        try await test.waits(until: asked.request.expiryDate)
        try await test.status(.available)
        try await test.checkShown(.reservation(identity: test.identity, reservationId: reservationId, state: .expired))
    }

    static let wholeChargePointReserved = CertificationCase(
        "TC_049_CSMS", "Reserve the whole charge point", .reservation,
        [
            .variant("a start on another connector") { test in
                try await test.booted()
                let asked = try await test.askToReserve(connector: 0)
                try test.check(asked.request, isForConnector: 0)
                let reservationId = try await test.accepts(asked, connector: test.configuration.connectorId)
                let other = test.otherConnector
                let transactionId = try await test.chargesWithReservation(reservationId, connector: other)
                try await test.leaves(transactionId, connector: other)
                try await test.status(.available)
            },
            .variant("no start") { test in
                let asked = try await test.askToReserve(connector: 0)
                try test.check(asked.request, isForConnector: 0)
                let reservationId = try await test.accepts(asked, connector: test.otherConnector)
                try await test.cancel(reservationId, .accepted)
                try await test.status(.available, connector: test.otherConnector)
            },
        ])

    static let reservationUsedThroughParent = CertificationCase(
        "TC_053_CSMS", "Reserved connector used through the parent id", .reservation,
        [
            .variant("with the other idTag of the parent") { test in
                try await test.booted()
                let (reservationId, connector) = try await test.reservesWithParent()
                let shown = try await test.authorized(test.idTags.sibling)
                let parent = try test.required("Authorize.conf: parentIdTag", shown.parentIdTag)
                try test.check("Authorize.conf: parentIdTag", parent, isExactly: test.idTags.parent)
                let transactionId = try await test.chargesWithReservation(
                    reservationId, idTag: test.idTags.sibling, connector: connector)
                try await test.leaves(transactionId, connector: connector)
            },
            .variant("with the parent idTag itself") { test in
                let (reservationId, connector) = try await test.reservesWithParent()
                try await test.authorized(test.idTags.parent)
                let transactionId = try await test.chargesWithReservation(
                    reservationId, idTag: test.idTags.parent, connector: connector)
                try await test.leaves(transactionId, connector: connector)
            },
        ])
}

extension CaseRun {
    /// A connector other than C.
    fileprivate var otherConnector: Int { configuration.connectorId == 1 ? 2 : 1 }

    /// ReserveNow for one of two idTags with the same parent, accepted.
    fileprivate func reservesWithParent() async throws(CaseFailure) -> (reservationId: Int, connector: Int) {
        let asked = try await askToReserve(idTag: idTags.child, parentIdTag: idTags.parent)
        try checkIsForOneConnector(asked.request)
        let parent = try required("ReserveNow.req: parentIdTag", asked.request.parentIdTag)
        try check("ReserveNow.req: parentIdTag", parent, isExactly: idTags.parent)
        return (try await accepts(asked), asked.request.connectorId.value)
    }

    /// Checks the expiryDate against the moments, moved by the offset, when the operator asked and when the request came.
    ///
    /// Five seconds on either side are allowed: the clocks of the Central System and of the test may differ so much.
    fileprivate func check(_ expiryDate: DateTime, isFrom earliest: DateTime, to latest: DateTime) throws(CaseFailure) {
        guard let moment = expiryDate.timestamp, let from = earliest.timestamp, let to = latest.timestamp else {
            throw chargePoint.fail("ReserveNow.req: expiryDate was \(expiryDate), expected a date and time")
        }
        try check(
            "ReserveNow.req: expiryDate is now and \(configuration.reservationSeconds) s",
            (from.advanced(bySeconds: -5)...to.advanced(bySeconds: 5)).contains(moment),
            otherwise: """
                ReserveNow.req: expiryDate was \(expiryDate), expected \(earliest), which is \
                \(configuration.reservationSeconds) s after the operator asked for it
                """)
    }

    /// Waits for a moment that a setting decides.
    ///
    /// - Throws: inconclusive when it is too far away.
    fileprivate func waits(until moment: DateTime) async throws(CaseFailure) {
        guard let end = moment.timestamp else { return }
        let wait = Duration.seconds(end.seconds(since: SystemTime().now()))
        guard wait <= configuration.longestWait else {
            throw .inconclusive("the reservation ends in \(wait) only, and the test waits for \(configuration.longestWait) at most")
        }
        trace.add(.chargePoint, "waits until \(moment), when the reservation ends")
        if wait > .zero { try? await Task.sleep(for: wait) }
    }
}
