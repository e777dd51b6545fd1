/// Why a CALL that we wanted to send has no CALLRESULT.
package struct CallFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// There is no connection to the peer.
        case notConnected
        /// The connection was lost before the answer came.
        case disconnected
        /// The peer did not answer in time.
        case timedOut
        /// The peer answered with a CALLERROR, see `error`.
        case callError
        /// Too many CALLs are waiting already.
        case queueFull
        /// The request cannot be written as JSON.
        case invalidRequest
        /// The answer is not the action's confirmation.
        case invalidAnswer
    }

    package var code: Code
    package var action: OCPPAction
    /// The CALLERROR, when `code` is `.callError`.
    package var error: CallError?
    /// The id under which the CALL went out, when it did.
    package var messageID: String?
    /// When the frame was sent, if it was.
    package var sentAt: Timestamp?
    package var detail: String

    package init(
        _ code: Code, action: OCPPAction, error: CallError? = nil, messageID: String? = nil, sentAt: Timestamp? = nil,
        detail: String = ""
    ) {
        self.code = code
        self.action = action
        self.error = error
        self.messageID = messageID
        self.sentAt = sentAt
        self.detail = detail
    }

    package var description: String {
        let facts =
            switch code {
            case .notConnected: "the charge point is not connected"
            case .disconnected: "the connection was lost before the answer came"
            case .timedOut: "no answer in time; is the charge point online? see call.timeoutSeconds"
            case .callError: "answered with \(error.map(String.init(describing:)) ?? "a CALLERROR")"
            case .queueFull: "too many commands are waiting for this charge point; see call.queueLimit"
            case .invalidRequest: "the request cannot be encoded"
            case .invalidAnswer: "the answer does not conform"
            }
        return detail.isEmpty ? "\(action): \(facts)" : "\(action): \(facts) (\(detail))"
    }
}
