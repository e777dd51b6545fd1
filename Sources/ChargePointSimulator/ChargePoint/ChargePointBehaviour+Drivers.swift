import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// The driver does what he came for next.
    mutating func driverActs(at index: Int, _ now: Timestamp) {
        switch connectors[index].visit {
        case .away: driverArrives(at: index, now)
        case .presenting(let plan, _): present(plan.idTag, plan, at: index, now)
        case .authorizing: break
        case .pluggingIn(let plan, _): plugIn(plan, at: index, now)
        case .parked(let plan, _): driverReturns(plan, at: index, now)
        case .leaving: unplug(at: index, now)
        }
    }

    private mutating func driverArrives(at index: Int, _ now: Timestamp) {
        guard let plan = VisitPlan.random(at: index, of: profile, using: &connectors[index].random) else {
            connectors[index].visit = .away(until: nil)
            return
        }
        guard connectors[index].conditions.isIdle,
            admission(of: plan.idTag, parent: known(plan.idTag)?.parentIdTag, at: index) == .admitted
        else {
            waitForNextDriver(at: index, now)
            return
        }
        guard plan.plugsInFirst else {
            present(plan.idTag, plan, at: index, now)
            return
        }
        connectors[index].vehicle = plan.vehicle
        connectors[index].visit = .presenting(plan, at: now.later(bySeconds: plan.secondsToPresent))
        announce(index, at: now)
    }

    private mutating func present(_ idTag: IdToken, _ plan: VisitPlan, at index: Int, _ now: Timestamp) {
        connectors[index].visit = .authorizing(plan)
        decide(about: idTag, at: index, now)
    }

    /// It is known whether the identifier may charge.
    ///
    /// - Parameter parent: the group of the identifier, as far as it is known.
    mutating func authorized(_ accepted: Bool, _ idTag: IdToken, parent: IdToken?, at index: Int, _ now: Timestamp) {
        guard case .authorizing(let plan) = connectors[index].visit else { return }
        guard accepted, connectors[index].conditions.isOperative, connectors[index].fault == nil,
            admission(of: idTag, parent: parent, at: index) == .admitted
        else {
            driverGivesUp(at: index, now)
            return
        }
        guard connectors[index].vehicle == nil else {
            startTransaction(idTag, parent: parent, plan, at: index, now)
            return
        }
        let patience = configuration.integer(.connectionTimeOut)
        connectors[index].awaitedCable = .init(
            idTag: idTag, parentIdTag: parent, until: now.advanced(bySeconds: patience))
        let plugsInAt = plan.plugsIn ? now.later(bySeconds: plan.secondsToPlugIn) : nil
        connectors[index].visit = .pluggingIn(plan, at: plugsInAt)
        announce(index, at: now)
    }

    private mutating func plugIn(_ plan: VisitPlan, at index: Int, _ now: Timestamp) {
        connectors[index].vehicle = plan.vehicle
        guard let awaited = connectors[index].awaitedCable else {
            driverGivesUp(at: index, now)
            return
        }
        startTransaction(awaited.idTag, parent: awaited.parentIdTag, plan, at: index, now)
    }

    /// Nobody plugged in: the authorization is void (ConnectionTimeOut).
    mutating func connectionTimedOut(at index: Int, _ now: Timestamp) {
        connectors[index].awaitedCable = nil
        driverGivesUp(at: index, now)
        announce(index, at: now)
    }

    private mutating func driverReturns(_ plan: VisitPlan, at index: Int, _ now: Timestamp) {
        guard let idTag = connectors[index].transaction?.idTag else {
            driverGivesUp(at: index, now)
            return
        }
        switch plan.ending {
        case .presentsIdTag: stopTransaction(.local, idTag: idTag, at: index, now)
        case .unplugsVehicle:
            connectors[index].transaction?.takesEnergy = false
            connectors[index].meter.endCharging(at: now)
            announce(index, at: now, info: "EV side disconnected")
            stopTransaction(.evDisconnected, idTag: idTag, at: index, now)
        }
    }

    /// The driver goes away without having charged, or what he was doing was interrupted.
    mutating func driverGivesUp(at index: Int, _ now: Timestamp) {
        connectors[index].awaitedCable = nil
        connectors[index].remoteProfile = nil
        if connectors[index].vehicle != nil {
            let seconds = profile.shortened(Double.random(in: 5...30, using: &connectors[index].random))
            connectors[index].visit = .leaving(at: now.later(bySeconds: seconds))
        } else {
            waitForNextDriver(at: index, now)
        }
    }

    private mutating func unplug(at index: Int, _ now: Timestamp) {
        connectors[index].vehicle = nil
        connectors[index].isFinishing = false
        connectors[index].availability.becameFree()
        if connectors.allSatisfy({ $0.transaction == nil }) { availability.becameFree() }
        endUntenableReservations()
        waitForNextDriver(at: index, now)
        announce(index, at: now)
        announceChargePoint(at: now)
    }

    private mutating func waitForNextDriver(at index: Int, _ now: Timestamp) {
        guard !profile.idTags.isEmpty else {
            connectors[index].visit = .away(until: nil)
            return
        }
        let seconds = profile.shortened(Double.random(in: profile.drivers.pause, using: &connectors[index].random))
        connectors[index].visit = .away(until: now.later(bySeconds: max(1, seconds)))
    }
}
