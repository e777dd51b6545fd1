import OCPPJ

extension Command {
    /// Takes over a charge point's answer, whatever it says: a negative answer is an answer.
    mutating func answer(with reply: CallReply, deviation: PayloadError?) {
        outcome = .answered
        sentAt = reply.sentAt
        answeredAt = reply.answeredAt
        response = reply.payload.text
        self.deviation = deviation?.description
    }

    /// Takes over why there is no answer.
    ///
    /// - Parameter time: the moment of a CALLERROR.
    mutating func fail(with failure: CallFailure, at time: Timestamp) {
        sentAt = failure.sentAt
        switch failure.code {
        case .callError, .invalidAnswer, .invalidRequest:
            // The latter two cannot come from a call that takes and gives JSON as it is.
            outcome = .callError
            answeredAt = time
            error = failure.error ?? CallError(.genericError, failure.description)
        case .timedOut: outcome = .timedOut
        case .disconnected: outcome = .disconnected
        case .notConnected: outcome = .notConnected
        case .queueFull: outcome = .queueFull
        }
    }
}
