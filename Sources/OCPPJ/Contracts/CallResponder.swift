/// A CALL that arrived, its payload parsed but not yet typed.
package struct InboundCall: Sendable {
    package let messageID: String
    package let action: OCPPAction
    /// The payload. `null` counts as `{}` when it is decoded.
    package let payload: JSONNode
    package let receivedAt: Timestamp

    package init(messageID: String, action: OCPPAction, payload: JSONNode, receivedAt: Timestamp) {
        self.messageID = messageID
        self.action = action
        self.payload = payload
        self.receivedAt = receivedAt
    }
}

/// What a CALL is answered with.
package enum CallAnswer: Hashable, Sendable {
    /// The payload of a CALLRESULT, as JSON.
    case result([UInt8])
    /// A CALLERROR.
    case failure(CallError)
}

/// Whoever stands behind one connection: answers its CALLs and learns what happens on it.
///
/// One value serves one connection. The connection calls `opened` first and `closed` last; `answer` is called for one
/// CALL at a time. `opened`, `closed` and `observed` run on the connection's event loop and must not block.
package protocol CallResponder: Sendable {
    /// Answers a CALL. Whatever must be durable is durable when this returns.
    func answer(_ call: InboundCall) async -> CallAnswer

    /// The connection is up; `link` sends CALLs over it.
    func opened(_ link: any ChargePointLink)

    /// The connection is gone. Nothing is called after this.
    func closed(_ reason: DisconnectReason)

    /// A text frame went over the connection.
    func observed(_ frame: ObservedFrame)

    /// Something odd but tolerated happened on the protocol level.
    func deviated(_ deviation: ProtocolDeviation, detail: String)
}
