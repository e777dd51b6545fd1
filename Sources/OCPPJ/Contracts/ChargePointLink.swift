/// The answer to a CALL that we sent.
package struct CallReply: Sendable {
    package let messageID: String
    /// The CALLRESULT's payload as it came.
    package let payload: JSONNode
    package let sentAt: Timestamp
    package let answeredAt: Timestamp

    package init(messageID: String, payload: JSONNode, sentAt: Timestamp, answeredAt: Timestamp) {
        self.messageID = messageID
        self.payload = payload
        self.sentAt = sentAt
        self.answeredAt = answeredAt
    }
}

/// Sends CALLs over one connection. The peer may be on this node or on another.
package protocol ChargePointLink: Sendable {
    var connectionID: ConnectionID { get }

    /// Queues a CALL, sends it when it is its turn (one is outstanding at a time) and waits for the answer.
    ///
    /// - Parameters:
    ///   - payload: a JSON object, sent as it is.
    ///   - timeout: how long to wait for the answer, from the moment the frame is sent.
    func call(_ action: OCPPAction, payload: [UInt8], timeout: Duration) async throws(CallFailure) -> CallReply

    /// The same for a CALL that is to go over the wire in a form of its own, as simulated charge points want it.
    ///
    /// Links that know no such forms send the CALL as every other.
    func call(
        _ action: OCPPAction, payload: [UInt8], as form: CallForm, timeout: Duration
    ) async throws(CallFailure) -> CallReply

    /// Closes the connection. Waiting CALLs fail with `.disconnected`.
    func close(_ reason: DisconnectReason)

    /// Puts new settings into force on the open connection.
    func apply(_ settings: ConnectionSettings)
}

extension ChargePointLink {
    package func call(
        _ action: OCPPAction, payload: [UInt8], as form: CallForm, timeout: Duration
    ) async throws(CallFailure) -> CallReply {
        try await call(action, payload: payload, timeout: timeout)
    }

    /// Sends a typed request and decodes its confirmation.
    package func call<Request: OCPPRequest>(
        _ request: Request, timeout: Duration = .seconds(30)
    ) async throws(CallFailure) -> Request.Response {
        let payload: [UInt8]
        do {
            payload = try PayloadEncoder.encode(request)
        } catch {
            throw CallFailure(.invalidRequest, action: Request.action, detail: "\(error)")
        }
        let reply = try await call(Request.action, payload: payload, timeout: timeout)
        do {
            return try PayloadDecoder.decode(Request.Response.self, from: reply.payload)
        } catch {
            throw CallFailure(.invalidAnswer, action: Request.action, detail: "\(error)")
        }
    }
}
