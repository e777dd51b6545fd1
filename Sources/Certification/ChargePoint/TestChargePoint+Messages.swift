import OCPP16
package import OCPPJ

/// A CALL of the Central System as a case sees it.
package struct ReceivedCall<Request: OCPPRequest>: Sendable {
    package let messageID: String
    package let request: Request
    /// The payload as it came, for checks of what is absent.
    package let payload: JSONNode
}

extension TestChargePoint {
    // MARK: The charge point asks

    /// Sends a request and returns the confirmation.
    ///
    /// - Throws: a failure when there is no answer in time, or it is a CALLERROR, or it breaks the specification in any way.
    @discardableResult
    package func send<Request: OCPPRequest>(_ request: Request) async throws(CaseFailure) -> Request.Response {
        let payload: [UInt8]
        do {
            payload = try PayloadEncoder.encode(request)
        } catch {
            throw .failed("the test cannot write \(Request.action).req: \(error)")
        }
        let text = TimeDigits.rewritten(String(decoding: payload, as: UTF8.self), messageNumber: trace.entries.count)
        let answer = try await send(Request.action, payload: text)
        do {
            return try PayloadDecoder.decode(Request.Response.self, from: answer)
        } catch {
            throw fail("\(Request.action).conf: \(error)")
        }
    }

    /// Sends a request whose payload is the JSON given, as it is.
    ///
    /// - Throws: as `send(_:)`.
    @discardableResult
    package func send(_ action: OCPPAction, payload: String) async throws(CaseFailure) -> JSONNode {
        let connection = try connection()
        let messageID = nextMessageID()
        let text = "[2,\"\(messageID)\",\"\(action)\",\(payload)]"
        trace.add(.sent, text)
        let sentAt = ContinuousClock.now
        guard await connection.send(text) else {
            throw fail("\(action).req could not be sent: \(connection.closeReason ?? "the connection is gone")")
        }
        let limit = configuration.responseLimit
        guard let inbound = await connection.first(within: limit, where: { Self.answers(messageID, $0.text) }) else {
            if let reason = connection.closeReason { throw fail("\(action).conf did not come: \(reason)") }
            // Whoever broke off the run has not waited as long as the answer may take.
            if Task.isCancelled { throw .failed("\(action).conf was no longer waited for") }
            responseTimes.record(action, limit, isAnswered: false)
            throw fail("\(action).conf did not come within \(limit)")
        }
        responseTimes.record(action, inbound.time - sentAt, isAnswered: true)
        trace.add(.note, "\(action) was answered", response: inbound.time - sentAt)
        return try confirmation(of: action, in: inbound.text)
    }

    private func confirmation(of action: OCPPAction, in text: String) throws(CaseFailure) -> JSONNode {
        let frame: Frame
        do {
            frame = try Frame.decode(Array(text.utf8))
        } catch {
            throw fail("\(action).conf was awaited, and the central system sent what is no frame of OCPP-J: \(error)")
        }
        switch frame {
        case .callResult(_, let payload):
            if let error = SpecificationCheck.confirmation(action, payload) { throw fail("\(action).conf: \(error)") }
            return payload
        case .callError(_, let error):
            throw fail("\(action) was answered with CALLERROR \(error.code.rawValue) (\(error.text)), expected \(action).conf")
        case .call:
            throw fail("a CALL has the message id of \(action)")
        }
    }

    /// Whether the text answers that CALL. One that is no frame at all may have been meant to, and fails the case at once.
    private static func answers(_ messageID: String, _ text: String) -> Bool {
        switch try? Frame.decode(Array(text.utf8)) {
        case .callResult(messageID, _), .callError(messageID, _), nil: true
        default: false
        }
    }

    // MARK: The Central System asks

    /// Waits for the next CALL of the Central System, which must be this request.
    ///
    /// - Parameter limit: nil to wait as long as the task is not cancelled.
    /// - Throws: a failure when another request comes, or the request breaks the specification, or none comes in time.
    package func receive<Request: OCPPRequest>(
        _ type: Request.Type, within limit: Duration? = nil
    ) async throws(CaseFailure) -> ReceivedCall<Request> {
        let connection = try connection()
        let wait = limit ?? .seconds(3600)
        guard let inbound = await connection.first(within: wait, where: { Self.isNoAnswer($0.text) }) else {
            if let reason = connection.closeReason {
                throw fail("\(Request.action).req did not come: \(reason)")
            }
            // Whoever gave up the wait says why.
            if Task.isCancelled { throw .failed("\(Request.action).req was no longer waited for") }
            throw fail("\(Request.action).req did not come within \(wait)")
        }
        let frame: Frame
        do {
            frame = try Frame.decode(Array(inbound.text.utf8))
        } catch {
            throw fail("the central system sent what is no frame of OCPP-J: \(error)")
        }
        guard case .call(let messageID, let action, let payload) = frame else {
            throw fail("the central system sent what is no CALL")
        }
        isUnanswered(messageID)
        guard action == Request.action else {
            throw fail("the central system sent \(action).req, expected \(Request.action).req")
        }
        if let error = SpecificationCheck.request(action, payload) { throw fail("\(action).req: \(error)") }
        do {
            let request = try PayloadDecoder.decode(Request.self, from: payload)
            return ReceivedCall(messageID: messageID, request: request, payload: payload)
        } catch {
            throw fail("\(action).req: \(error)")
        }
    }

    /// Answers a CALL.
    package func answer<Request: OCPPRequest>(
        _ call: ReceivedCall<Request>, _ response: Request.Response
    ) async throws(CaseFailure) {
        let payload: [UInt8]
        do {
            payload = try PayloadEncoder.encode(response)
        } catch {
            throw .failed("the test cannot write \(Request.action).conf: \(error)")
        }
        let connection = try connection()
        isAnswered(call.messageID)
        let text = "[3,\(SpecificationCheck.quoted(call.messageID)),\(String(decoding: payload, as: UTF8.self))]"
        trace.add(.sent, text)
        guard await connection.send(text) else { throw fail("\(Request.action).conf could not be sent") }
    }

    /// Answers the CALLs that a case that failed has left open, with a CALLERROR: a Central System that waits for an answer may send
    /// its request again and disturb the next case.
    func answerWhatIsOpen() async {
        guard let connection = try? connection() else { return }
        var open = unanswered
        for text in leftOver() {
            if case .call(let messageID, _, _) = try? Frame.decode(Array(text.utf8)) { open.append(messageID) }
        }
        for messageID in open {
            let text = "[4,\(SpecificationCheck.quoted(messageID)),\"GenericError\",\"the test case has ended\",{}]"
            trace.add(.sent, text)
            _ = await connection.send(text)
        }
    }

    private static func isNoAnswer(_ text: String) -> Bool {
        switch try? Frame.decode(Array(text.utf8)) {
        case .callResult, .callError: false
        default: true
        }
    }

    /// A failure that also stands in the trace.
    func fail(_ reason: String) -> CaseFailure {
        let reason = TraceSecrets.hidden(in: reason)
        trace.add(.failure, reason)
        return .failed(reason)
    }
}
