import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// The cable is in and the identifier may charge: the contactor closes.
    ///
    /// - Parameter parent: the group of the identifier, as far as it is known.
    mutating func startTransaction(
        _ idTag: IdToken, parent: IdToken?, _ plan: VisitPlan, at index: Int, _ now: Timestamp
    ) {
        let vehicle = connectors[index].vehicle ?? plan.vehicle
        sessionCount += 1
        let process = ChargingProcess(
            vehicle: vehicle, supply: profile.model.supply, acceleration: profile.acceleration,
            seed: profile.seed &+ UInt64(sessionCount))
        connectors[index].vehicle = vehicle
        connectors[index].awaitedCable = nil
        connectors[index].isFinishing = false
        var transaction = ActiveTransaction(session: sessionCount, idTag: idTag, startedAt: now)
        transaction.nextSampleAt = SampleTimes.next(
            after: now, since: now, interval: configuration.integer(.meterValueSampleInterval))
        connectors[index].transaction = transaction
        connectors[index].meter.beginCharging(process, at: now)
        foreseeFullBattery(at: index, now)
        journal.record(.transactionStarted(connector: connectors[index].number), at: now)
        let meterStart = connectors[index].meter.reading(at: now).registerWattHours
        meterStarts[sessionCount] = meterStart
        recordForStop(at: index, now, context: .transactionBegin)
        let reservationId = useReservation(idTag, parent: parent, at: index)
        outbox.append(
            .transaction(
                .start(
                    session: sessionCount,
                    StartTransaction(
                        connectorId: connectorId(connectors[index].number), idTag: idTag, meterStart: meterStart,
                        reservationId: reservationId, timestamp: dated(now)))))
        connectors[index].visit = .parked(plan, until: now.later(bySeconds: plan.parkedSeconds))
        installRemoteProfile(at: index)
        applyLimits(at: now)
        announce(index, at: now)
    }

    /// Ends the transaction at a connector, if there is one.
    ///
    /// - Parameters:
    ///   - idTag: of whoever asked for the stop at the charge point.
    ///   - announcesFirst: whether the connector's status goes ahead of the StopTransaction.
    mutating func stopTransaction(
        _ reason: Reason, idTag: IdToken? = nil, at index: Int, _ now: Timestamp, announcesFirst: Bool = false
    ) {
        guard let transaction = connectors[index].transaction else { return }
        recordForStop(at: index, now, context: .transactionEnd)
        let stopData = connectors[index].transaction?.stopData ?? []
        connectors[index].meter.endCharging(at: now)
        let meterStop = connectors[index].meter.reading(at: now).registerWattHours
        connectors[index].transaction = nil
        chargingProfiles.transactionEnded(connectorId: connectors[index].number)
        journal.record(.transactionStopped(connector: connectors[index].number, reason), at: now)
        connectors[index].isFinishing = connectors[index].vehicle != nil
        if announcesFirst { announce(index, at: now) }
        if neverStops(transaction.session) {
            faultState.unstopped += 1
            played(.neverStops)
        } else {
            // The id is filled in when the message is sent.
            let stop = StopTransaction(
                transactionId: transaction.transactionID ?? -1, idTag: idTag, meterStop: meterStop, timestamp: dated(now),
                reason: reason, transactionData: stopData.isEmpty ? nil : stopData)
            outbox.append(.transaction(.stop(session: transaction.session, stop)))
        }
        announce(index, at: now)
        applyLimits(at: now)
        let seconds = connectors[index].visit.plan?.secondsToLeave ?? profile.shortened(30)
        connectors[index].visit = .leaving(at: now.later(bySeconds: seconds))
    }

    /// StartTransaction was answered.
    mutating func transactionIsKnown(_ session: Int, as id: Int, status: AuthorizationStatus, at now: Timestamp) {
        guard let index = connectors.firstIndex(where: { $0.transaction?.session == session }) else { return }
        connectors[index].transaction?.transactionID = id
        guard status != .accepted else { return }
        if configuration.bool(.stopTransactionOnInvalidId) {
            stopTransaction(.deAuthorized, at: index, now)
        } else {
            connectors[index].transaction?.offersEnergy = false
            connectors[index].transaction?.fullAt = nil
            connectors[index].meter.endCharging(at: now)
            announce(index, at: now)
            applyLimits(at: now)
        }
    }

    mutating func vehicleIsFull(at index: Int, _ now: Timestamp) {
        connectors[index].transaction?.fullAt = nil
        connectors[index].transaction?.takesEnergy = false
        announce(index, at: now)
        applyLimits(at: now)
    }
}
