import NIOCore
import OCPPJ

extension OCPPConnectionHandler {
    /// A whole message arrived.
    func received(_ bytes: [UInt8]) {
        let now = time.now()
        do throws(FrameError) {
            switch try Frame.decode(bytes) {
            case .call(let messageID, let action, let payload):
                observe(.received, .call, now, messageID, action, bytes)
                let call = InboundCall(messageID: messageID, action: action, payload: payload, receivedAt: now)
                received(call)
            case .callResult(let messageID, let payload):
                receivedAnswer(messageID, .success(payload), bytes, at: now)
            case .callError(let messageID, let error):
                receivedAnswer(messageID, .failure(error), bytes, at: now)
            }
        } catch {
            observe(.received, .invalid, now, error.messageID ?? "", nil, bytes, note: error.reason)
            responder.deviated(.malformedFrame, detail: error.reason)
            if refusalOfPace() == nil, let messageID = error.messageID {
                answerAtOnce(messageID, .failure(CallError(.formationViolation, error.reason)), action: nil)
            }
        }
    }

    private func received(_ call: InboundCall) {
        let fingerprint = MessageFingerprint(messageID: call.messageID, action: call.action, payload: call.payload)
        let isRepeat = inbound.isRepeat(fingerprint)
        if isRepeat || inbound.count > 0, let refusal = refusalOfPace() {
            answerAtOnce(call.messageID, .failure(CallError(.genericError, refusal)), action: call.action)
            return
        }
        if isRepeat {
            responder.deviated(.repeatedMessage, detail: "\(call.action) \(call.messageID)")
        } else {
            if inbound.collides(fingerprint) {
                responder.deviated(.messageIDCollision, detail: "\(call.action) \(call.messageID)")
            }
            if inbound.count > 0 { responder.deviated(.overlappingCall, detail: call.action.rawValue) }
        }
        if call.payload.kind == .null { responder.deviated(.nullPayload, detail: call.action.rawValue) }
        proceed(with: inbound.received(fingerprint, call))
    }

    private func proceed(with first: InboundCalls.Admission) {
        var admission: InboundCalls.Admission? = first
        while let current = admission {
            switch current {
            case .perform(let call):
                perform(call)
                return
            case .wait: return
            case .repeatAnswer(let text):
                observe(.sent, .callResult, time.now(), "", nil, text, note: "answer repeated")
                send(text: text)
                admission = inbound.next()
            }
        }
    }

    private func perform(_ call: InboundCall) {
        let me = NIOLoopBound(self, eventLoop: loop.eventLoop)
        let responder = responder
        let eventLoop = loop.eventLoop
        Task(executorPreference: loop.executor) {
            let answer = await responder.answer(call)
            // The task prefers this event loop, so that it is nearly always here already.
            if eventLoop.inEventLoop {
                me.value.finished(call, answer)
            } else {
                eventLoop.execute { me.value.finished(call, answer) }
            }
        }
    }

    private func finished(_ call: InboundCall, _ answer: CallAnswer) {
        let text = Frame.answer(call.messageID, answer)
        inbound.finished(text)
        // The socket may be gone: then nothing is sent, and the charge point will ask again on its next one.
        if context != nil {
            observe(.sent, answer.kind, time.now(), call.messageID, call.action, text)
            send(text: text)
        }
        if let next = inbound.next() { proceed(with: next) }
        resumeReading()
    }

    /// Answers something that never became a CALL.
    private func answerAtOnce(_ messageID: String, _ answer: CallAnswer, action: OCPPAction?) {
        let text = Frame.answer(messageID, answer)
        observe(.sent, answer.kind, time.now(), messageID, action, text)
        send(text: text)
    }

    func observe(
        _ direction: ObservedFrame.Direction, _ kind: ObservedFrame.Kind, _ time: Timestamp, _ messageID: String,
        _ action: OCPPAction?, _ text: [UInt8], note: String? = nil
    ) {
        responder.observed(
            ObservedFrame(
                direction: direction, kind: kind, time: time, messageID: messageID, action: action, text: text,
                note: note))
    }
}

extension CallAnswer {
    fileprivate var kind: ObservedFrame.Kind {
        switch self {
        case .result: .callResult
        case .failure: .callError
        }
    }
}
