import OCPPJ

extension ChargePointBehaviour {
    /// Does everything that is due.
    mutating func advance(to now: Timestamp) {
        if let held = heldUntil, held <= now { heldUntil = nil }
        if let off = offUntil, off <= now { offUntil = nil }
        if phase == .up {
            if let due = registration.bootDueAt, due <= now { sendBootNotification() }
            if let due = heartbeatDueAt, due <= now { outbox.append(.heartbeat) }
        }
        if offUntil == nil {
            for index in connectors.indices { advanceConnector(index, to: now) }
            takeAlignedSamples(at: now)
            expireReservations(at: now)
            if let due = limitsChangeAt, due <= now { applyLimits(at: now) }
            if shutdown == nil {
                advanceFirmware(to: now)
                advanceDiagnostics(to: now)
                advanceLogUpload(to: now)
                advanceSigning(to: now)
            }
        }
        playFaults(at: now)
        reconnectIfWanted()
        advanceShutdown(at: now)
    }

    /// When something will be due; nil when nothing will unless something happens.
    var wakeAt: Timestamp? {
        var due: [Timestamp?] = [heldUntil, offUntil, shutdown?.until, faultDueAt]
        switch phase {
        case .down(let retryAt): due.append(retryAt)
        case .up:
            due += [registration.bootDueAt, heartbeatDueAt]
            if isOnline, outstanding == nil, heldUntil == nil { due.append(outbox.transactions.dueAt) }
        case .connecting, .stopped: break
        }
        if offUntil == nil, phase != .stopped {
            due += [nextAlignedAt, reservationExpiresAt, limitsChangeAt]
            if shutdown == nil {
                due += [firmwareUpdate?.dueAt, diagnosticsUpload?.attempts.dueAt, logUpload?.attempts.dueAt, signingDueAt]
            }
            for connector in connectors {
                due += [
                    connector.transaction?.fullAt, connector.transaction?.nextSampleAt, connector.awaitedCable?.until,
                    driverDueAt(at: connector),
                ]
            }
        }
        return due.compactMap(\.self).min()
    }

    /// When a heartbeat is due: after so many real seconds without a message (OCPP 1.6, section 9.1.10).
    private var heartbeatDueAt: Timestamp? {
        guard isOnline, outstanding == nil, !outbox.contains(where: { $0 == .heartbeat }) else { return nil }
        return profile.pace.moment(Double(configuration.integer(.heartbeatInterval)), after: lastExchange)
    }

    /// Drivers come only to a charge point that works.
    private func driverDueAt(at connector: Connector) -> Timestamp? {
        if case .away = connector.visit, !registration.permitsCharging || shutdown != nil { return nil }
        return connector.visit.dueAt
    }

    private mutating func advanceConnector(_ index: Int, to now: Timestamp) {
        if let due = connectors[index].transaction?.fullAt, due <= now { vehicleIsFull(at: index, now) }
        if let due = connectors[index].transaction?.nextSampleAt, due <= now { takePeriodicSample(at: index, now) }
        if let awaited = connectors[index].awaitedCable, awaited.until <= now { connectionTimedOut(at: index, now) }
        if let due = driverDueAt(at: connectors[index]), due <= now { driverActs(at: index, now) }
    }
}
