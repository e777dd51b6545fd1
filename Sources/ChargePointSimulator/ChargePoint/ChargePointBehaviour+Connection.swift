import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// What to do now; nil when there is nothing more to do at this moment.
    mutating func nextAction(at now: Timestamp) -> Action? {
        if let loss = linkLoss {
            linkLoss = nil
            return .lose(loss)
        }
        if !ordersToCarryOut.isEmpty, phase != .stopped { return .makeSigningRequest(ordersToCarryOut.removeFirst()) }
        if !transfersToBegin.isEmpty, heldUntil == nil, phase != .stopped { return .transfer(transfersToBegin.removeFirst()) }
        switch phase {
        case .connecting, .stopped: return nil
        case .down(let retryAt):
            guard retryAt <= now else { return nil }
            phase = .connecting
            return .connect(access)
        case .up: break
        }
        if let reason = closing {
            closing = nil
            connectionEnded(at: now)
            phase = shutdown?.kind == .forGood ? .stopped : .down(retryAt: reconnectAt(now))
            shutdown = nil
            return .close(reason)
        }
        if let settings = newSettings {
            newSettings = nil
            return .apply(settings)
        }
        guard outstanding == nil, heldUntil == nil, let message = outbox.next(at: now, registration.permission) else {
            return nil
        }
        callCount += 1
        lastExchange = now
        let call = call(callCount, message)
        outstanding = AwaitedCall(number: callCount, message: message)
        return .send(call)
    }

    /// The connection is up.
    ///
    /// - Returns: false when it is not wanted any more.
    mutating func connected(at now: Timestamp) -> Bool {
        guard phase == .connecting else { return false }
        phase = .up
        lastExchange = now
        credentialsProven()
        outbox.transactions.reconnected()
        journal.record(.connected, at: now)
        if registration.status == .accepted {
            reportStatuses(at: now)
            tellTransferStatuses()
        }
        return true
    }

    /// The attempt to connect failed.
    mutating func connectFailed(_ reason: String, _ obstacle: ConnectObstacle = .unreachable, at now: Timestamp) {
        guard phase == .connecting else { return }
        failed(reason)
        credentialsFailed(obstacle, reason, at: now)
        phase = shutdown?.kind == .forGood ? .stopped : .down(retryAt: backoff(from: now))
    }

    /// The connection was lost.
    mutating func disconnected(at now: Timestamp) {
        guard phase == .up else { return }
        connectionEnded(at: now)
        if shutdown?.kind == .forGood {
            phase = .stopped
        } else {
            phase = .down(retryAt: backoff(from: now))
        }
    }

    /// A restarting charge point connects when it is up again, one that was rejected when it may ask again.
    private func reconnectAt(_ now: Timestamp) -> Timestamp {
        offUntil ?? max(now, registration.bootDueAt ?? now)
    }

    private mutating func backoff(from now: Timestamp) -> Timestamp {
        let jitter = Double.random(in: 0...1, using: &random)
        let delay = profile.reconnect.delay(failures: connectFailures, jitter: jitter)
        connectFailures += 1
        return profile.pace.moment(delay, after: now)
    }

    mutating func connectionEnded(at now: Timestamp) {
        let lost = (outstanding.map { [$0.message] } ?? []) + outbox.disconnected()
        // Down before the losses are dealt with: what follows from them is decided offline.
        phase = .down(retryAt: now)
        journal.record(.disconnected, at: now)
        outstanding = nil
        heldUntil = nil
        newSettings = nil
        closing = nil
        for message in lost { undelivered(message, at: now) }
    }

    /// What follows from it that the Central System will not get this message.
    private mutating func undelivered(_ message: OutgoingMessage, at now: Timestamp) {
        switch message {
        case .bootNotification:
            if registration.bootDueAt == nil, registration.status != .accepted { registration.interrupted() }
        case .status(let notification):
            if let index = index(of: notification.connectorId) {
                connectors[index].reported = nil
            } else {
                reported = nil
            }
        case .authorize(let request, let connector):
            decideWithoutCentralSystem(about: request.idTag, at: connector, now)
        // Idle only answers a question that is no longer open.
        case .firmwareStatus(let notification) where notification.status != .idle:
            firmwareStatusToTell = message
        case .signedFirmwareStatus(let notification) where notification.status != .idle:
            firmwareStatusToTell = message
        case .diagnosticsStatus(let notification) where notification.status != .idle:
            diagnosticsStatusToTell = notification.status
        case .logStatus(let notification) where notification.status != .idle:
            logStatusToTell = notification
        case .securityEvent(let notification): security.keep(notification)
        case .signCertificate(_, let order): signingInterrupted(order, at: now)
        case .transaction, .heartbeat, .meterValues, .diagnosticsStatus, .firmwareStatus, .signedFirmwareStatus, .logStatus:
            break
        }
    }

    mutating func sendBootNotification(isTriggered: Bool = false) {
        registration.sent()
        guard !outbox.contains(where: \.isBootNotification) else { return }
        let model = profile.model
        let request = BootNotification(
            chargePointVendor: model.vendor, chargePointModel: model.name,
            chargePointSerialNumber: CiString(truncating: profile.security.serialNumber ?? profile.identity), firmwareVersion: currentFirmwareVersion,
            meterType: CiString(truncating: "Simulated"))
        outbox.append(.bootNotification(request), isTriggered: isTriggered)
    }

    mutating func failed(_ reason: String) {
        tally.failures += 1
        tally.lastFailure = reason
    }
}
