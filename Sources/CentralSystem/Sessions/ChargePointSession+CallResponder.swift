package import OCPPJ
import Logging
import OCPP16
import Persistence

extension ChargePointSession: CallResponder {
    package func answer(_ call: InboundCall) async -> CallAnswer {
        let metrics = environment.metrics
        guard let handler = environment.handlers[call.action] else {
            metrics.callsReceived[call.action.rawValue].increment()
            deviations.note(.unknownAction, "\"\(call.action.rawValue.prefix(64))\"")
            return refuse(CallError(.notImplemented, "OCPP 1.6 knows no such message from a charge point"))
        }
        handler.calls.increment()
        let (status, settings) = snapshot()
        guard handler.requirement.isMet(by: status) else {
            deviations.note(.notAllowedBeforeAcceptance, "\(call.action) while \(status.rawValue)")
            return refuse(.notAccepted(call.action, status: status.rawValue))
        }
        let context = CallContext(
            chargePoint: chargePoint, receivedAt: call.receivedAt, messageID: call.messageID, payload: call.payload,
            deviations: deviations, settings: settings, securityProfile: security.profile,
            clockOffsets: ClockOffsetRecorder(session: self))
        let started = Monotonic.nanoseconds
        defer { handler.handlingTime?.observe(nanoseconds: Monotonic.nanoseconds - started) }
        do {
            let payload = try await handler.respond(context)
            handler.answered?.increment()
            // Committed by now.
            environment.live.noteAnswer(to: call.action, of: chargePoint.identity)
            return .result(payload)
        } catch {
            return refuse(report(error, action: call.action))
        }
    }

    package func opened(_ link: any ChargePointLink) {
        let now = environment.time.now()
        connected(by: link, at: now)
        environment.metrics.connectionsOpened.increment()
        let previous = environment.connections.register(self)
        let superseded = previous.map { supersede($0, at: now) }
        environment.journal.opened(
            connectionRecord, chargePointKey: chargePoint.key, identity: chargePoint.identity, supersedes: superseded)
        environment.failures.logger.debug(
            "Charge point connected",
            metadata: ["chargePoint.identity": "\(chargePoint.identity)", "connection.id": "\(link.connectionID)"])
    }

    package func closed(_ reason: DisconnectReason) {
        environment.metrics.connectionsClosed.increment()
        let now = environment.time.now()
        if environment.connections.unregister(self) {
            let idle = Int(clamping: now.seconds(since: lastSeen))
            environment.journal.closed(
                ConnectionChanges.Ended(at: now, reason: "\(reason) (last message \(idle) s before)"),
                lastChanges: takeChanges(), chargePointKey: chargePoint.key, identity: chargePoint.identity)
            environment.load.lost(chargePointKey: chargePoint.key)
        }
        environment.failures.logger.debug(
            "Charge point disconnected",
            metadata: ["chargePoint.identity": "\(chargePoint.identity)", "connection.reason": "\(reason)"])
    }

    package func observed(_ frame: ObservedFrame) {
        switch frame.direction {
        case .received:
            heard(at: frame.time)
            environment.metrics.framesReceived.increment()
        case .sent:
            environment.metrics.framesSent.increment()
            if frame.kind == .call, let action = frame.action { environment.metrics.callsSent[action.rawValue].increment() }
            // Not before: the certificate comes after the answer (certification case TC_074).
            if frame.kind == .callResult, frame.action == SignCertificate.action {
                environment.certificates?.answered(chargePoint)
            }
        }
        let kept = answerSecrets.hidden(in: frame).kept(isAccepted: snapshot().registrationStatus == .accepted)
        environment.messageLog.append(kept, chargePointKey: chargePoint.key, identity: chargePoint.identity)
    }

    package func deviated(_ deviation: ProtocolDeviation, detail: String) {
        deviations.note(DeviationRule(deviation), detail)
    }

    /// Closes the connection that this one takes over from: the newest wins at once.
    ///
    /// - Returns: what is to be said of it, for people.
    private func supersede(_ previous: ChargePointSession, at now: Timestamp) -> String {
        environment.metrics.connectionsSuperseded.increment()
        let age = Int(clamping: now.seconds(since: previous.connectionRecord.connectedAt))
        let idle = Int(clamping: now.seconds(since: previous.lastSeen))
        let text = "superseded a connection that was \(age) s old, its last message \(idle) s before"
        deviations.note(.reconnectWithoutClose, text)
        previous.link?.close(.superseded)
        return text
    }

    private func refuse(_ error: CallError) -> CallAnswer {
        environment.metrics.callErrorsSent[error.code.rawValue].increment()
        return .failure(error)
    }

    /// Leaves a trace of a failure: what the charge point did wrong for the operator, what we did for the program's log.
    private func report(_ error: any Error, action: OCPPAction) -> CallError {
        let refusal = CallError(refusing: error)
        switch error {
        case let error as PayloadError:
            deviations.note(.nonconformingPayload, "\(action): \(error) (\(error.code))")
        case is CallError: break
        default:
            environment.failures.report(
                "A message could not be processed", error,
                metadata: ["chargePoint.identity": "\(chargePoint.identity)", "call.action": "\(action)"])
        }
        return refusal
    }
}

extension DeviationRule {
    /// The rule under which a deviation from OCPP-J is counted.
    init(_ deviation: ProtocolDeviation) {
        self.init(rawValue: deviation.rawValue)
    }
}
