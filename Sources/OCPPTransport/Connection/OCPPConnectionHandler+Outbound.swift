import NIOCore
import OCPPJ

extension OCPPConnectionHandler {
    /// Takes one of our CALLs: sends it, lets it wait, or refuses it.
    func enqueue(_ call: PendingCall) {
        guard context != nil else {
            call.fail(.disconnected)
            return
        }
        switch outbound.enqueue(call, limit: settings.queueLimit) {
        case .ready: sendNext()
        case .waits: break
        case .refused: call.fail(.queueFull)
        }
    }

    private func sendNext() {
        guard let call = outbound.next() else { return }
        let messageID = call.form.messageID ?? messageIDs.next()
        let now = time.now()
        let text = Frame.call(messageID, call.action, payload: call.payload)
        outbound.sent(
            call, messageID: messageID, at: now, deadline: Monotonic.milliseconds + call.timeoutMilliseconds)
        for _ in 0..<max(1, call.form.copies) {
            observe(.sent, .call, now, messageID, call.action, text)
            send(text: text)
        }
        if let more = call.form.followedBy { send(text: more) }
    }

    func receivedAnswer(
        _ messageID: String, _ answer: Result<JSONNode, CallError>, _ bytes: [UInt8], at now: Timestamp
    ) {
        let kind: ObservedFrame.Kind =
            switch answer {
            case .success: .callResult
            case .failure: .callError
            }
        switch outbound.answered(messageID) {
        case .outstanding(let sent):
            observe(.received, kind, now, messageID, sent.call.action, bytes)
            switch answer {
            case .success(let payload):
                let reply = CallReply(messageID: messageID, payload: payload, sentAt: sent.sentAt, answeredAt: now)
                sent.call.continuation.resume(returning: .success(reply))
            case .failure(let error):
                sent.call.fail(.callError, messageID: messageID, sentAt: sent.sentAt, error: error)
            }
            sendNext()
        case .late(let sentAt, let action):
            let note = "late answer, \(Int(now.seconds(since: sentAt))) s after the request was sent"
            observe(.received, kind, now, messageID, action, bytes, note: note)
            responder.deviated(.lateAnswer, detail: "\(action) \(messageID)")
            _ = refusalOfPace()
        case .unknown:
            observe(.received, kind, now, messageID, nil, bytes, note: "answers nothing that was sent")
            responder.deviated(.unsolicitedAnswer, detail: messageID)
            _ = refusalOfPace()
        }
    }

    /// Gives up on the outstanding CALL when its time is up, and goes on with the queue.
    func expireCalls(at now: Int64) {
        guard let expired = outbound.expire(at: now, action: { $0.action }) else { return }
        expired.call.fail(.timedOut, messageID: expired.messageID, sentAt: expired.sentAt)
        sendNext()
    }
}
