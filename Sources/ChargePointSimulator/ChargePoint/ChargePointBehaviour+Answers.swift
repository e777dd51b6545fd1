import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// The Central System answered, or did not.
    ///
    /// - Parameter number: of the call; an answer to one that nobody waits for any more changes nothing.
    mutating func answered(_ number: Int, _ answer: Result<JSONNode, CallFailure>, at now: Timestamp) {
        guard let call = outstanding, call.number == number else { return }
        switch answer {
        case .success(let payload):
            do {
                guard !losesAnswer(to: call.message, at: now) else { return }
                try accept(payload, for: call.message, at: now)
                connectFailures = 0
            } catch {
                fail(call, because: "\(type(of: call.message.request).action): the answer does not conform: \(error)", at: now)
            }
        case .failure(let failure):
            switch failure.code {
            case .notConnected, .disconnected:
                disconnected(at: now)
                return
            case .timedOut:
                // Nobody knows whether it has arrived, and a security event must (security whitepaper, A04.FR.02).
                if case .securityEvent(let notification) = call.message { security.keep(notification) }
                fail(call, because: failure.description, at: now)
            case .callError, .queueFull, .invalidRequest, .invalidAnswer:
                fail(call, because: failure.description, at: now)
            }
        }
        outstanding = nil
        lastExchange = now
    }

    private mutating func accept(
        _ payload: JSONNode, for message: OutgoingMessage, at now: Timestamp
    ) throws(PayloadError) {
        switch message {
        case .bootNotification:
            let answer = try PayloadDecoder.decode(BootNotificationResponse.self, from: payload)
            registered(answer, at: now)
        case .authorize(let request, let connector):
            let answer = try PayloadDecoder.decode(AuthorizeResponse.self, from: payload)
            if answer.idTagInfo.status != .accepted { tally.driversRefused += 1 }
            learn(answer.idTagInfo, about: request.idTag, at: now)
            authorized(
                answer.idTagInfo.status == .accepted, request.idTag, parent: answer.idTagInfo.parentIdTag, at: connector,
                now)
        case .transaction(.start(let session, let request)):
            let answer = try PayloadDecoder.decode(StartTransactionResponse.self, from: payload)
            outbox.transactions.identify(session, as: answer.transactionId)
            outbox.transactions.delivered()
            tally.sessionsStarted += 1
            if answer.idTagInfo.status != .accepted { tally.driversRefused += 1 }
            learn(answer.idTagInfo, about: request.idTag, at: now)
            transactionIsKnown(session, as: answer.transactionId, status: answer.idTagInfo.status, at: now)
        case .transaction(.stop(let session, let request)):
            let answer = try PayloadDecoder.decode(StopTransactionResponse.self, from: payload)
            if let idTag = request.idTag, let info = answer.idTagInfo { learn(info, about: idTag, at: now) }
            outbox.transactions.delivered()
            meterStarts[session] = nil
            tally.sessionsFinished += 1
        case .transaction(.meterValues):
            outbox.transactions.delivered()
        case .signCertificate(_, let order):
            let answer = try PayloadDecoder.decode(SignCertificateResponse.self, from: payload)
            if answer.status == .rejected { signingRefused(order, at: now) }
        // Those that the Central System did not acknowledge in time are told again.
        case .heartbeat:
            clockIsTold(by: .heartbeat)
            if isOnline { tellSecurityEvents() }
        case .status, .meterValues, .diagnosticsStatus, .firmwareStatus, .signedFirmwareStatus, .logStatus, .securityEvent:
            break
        }
    }

    private mutating func registered(_ answer: BootNotificationResponse, at now: Timestamp) {
        registration.answered(answer.status, interval: answer.interval.value, at: now, pace: profile.pace)
        clockIsTold(by: .bootNotification)
        journal.record(.registered(answer.status), at: now)
        switch answer.status {
        case .accepted:
            if answer.interval.value > 0 { configuration.set(.heartbeatInterval, to: String(answer.interval.value)) }
            reportStatuses(at: now)
            tellTransferStatuses()
            finishFirmwareUpdate(at: now)
        case .pending: break
        case .rejected:
            // It may neither send nor answer until it may ask again, so it closes the connection (section 4.2).
            closing = .closedByOperator("registration rejected")
        }
    }

    /// The Central System failed to process the message, or did not answer.
    private mutating func fail(_ call: AwaitedCall, because reason: String, at now: Timestamp) {
        failed(reason)
        switch call.message {
        case .bootNotification: registration.failed(at: now, pace: profile.pace)
        case .authorize(let request, let connector):
            decideWithoutCentralSystem(about: request.idTag, at: connector, now)
        case .transaction:
            let failure = outbox.transactions.failed(
                at: now, attempts: configuration.integer(.transactionMessageAttempts),
                retryInterval: configuration.integer(.transactionMessageRetryInterval), pace: profile.pace)
            if case .given = failure { tally.messagesGivenUp += 1 }
        case .signCertificate(_, let order): signingRefused(order, at: now)
        case .heartbeat, .status, .meterValues, .diagnosticsStatus, .firmwareStatus, .signedFirmwareStatus, .logStatus,
            .securityEvent:
            break
        }
    }
}
