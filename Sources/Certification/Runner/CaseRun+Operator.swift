package import OCPPJ

/// A CALL that the operator asked for and that has come.
package struct AskedCommand<Request: OCPPRequest>: Sendable {
    package let call: ReceivedCall<Request>
    let outcomeTask: Task<OperatorOutcome, any Error>
    let run: CaseRun

    package var request: Request { call.request }
    package var payload: JSONNode { call.payload }

    /// Answers it, and returns what the operator sees then.
    @discardableResult
    package func answer(_ response: Request.Response) async throws(CaseFailure) -> OperatorOutcome {
        try await run.chargePoint.answer(call, response)
        return try await outcome()
    }

    /// Answers it, and checks that the operator sees this status.
    package func answer(_ response: Request.Response, shown status: String) async throws(CaseFailure) {
        let outcome = try await answer(response)
        guard let shown = outcome.status else {
            run.trace.add(.note, "not looked at: whether the outcome is shown")
            return
        }
        try run.check("the outcome of \(Request.action) that the operator sees", shown, is: status)
    }

    /// Answers it and goes on at once; the outcome is waited for with `outcome()`.
    package func answerOnly(_ response: Request.Response) async throws(CaseFailure) {
        try await run.chargePoint.answer(call, response)
    }

    /// What the operator sees when it is answered.
    @discardableResult
    package func outcome() async throws(CaseFailure) -> OperatorOutcome {
        do {
            return try await withTaskCancellationHandler {
                try await outcomeTask.value
            } onCancel: {
                outcomeTask.cancel()
            }
        } catch let failure as DriverFailure {
            throw failure.caseFailure
        } catch {
            throw .failed("\(error)")
        }
    }
}

extension CaseRun {
    /// Asks the operator to have a request sent, and waits until it has come.
    ///
    /// - Parameter free: top-level members that the Central System may choose itself.
    /// - Throws: a failure when it does not come, or another one comes, or it breaks the specification.
    package func ask<Request: OCPPRequest>(
        _ request: Request, chosenByCentralSystem free: Set<String> = []
    ) async throws(CaseFailure) -> AskedCommand<Request> {
        let payload: String
        do {
            payload = String(decoding: try PayloadEncoder.encode(request), as: UTF8.self)
        } catch {
            throw .failed("the test cannot write \(Request.action).req: \(error)")
        }
        return try await ask(
            Request.self, OperatorRequest(Request.action, payload: payload, chosenByCentralSystem: free))
    }

    /// The same with the payload as JSON.
    package func ask<Request: OCPPRequest>(
        _ type: Request.Type, _ request: OperatorRequest
    ) async throws(CaseFailure) -> AskedCommand<Request> {
        trace.add(.operatorAction, "has \(request.action).req sent: \(request.payload)")
        let outcome = Task { [driver, identity] in try await driver.perform(request, on: identity) as OperatorOutcome }
        let call = try await first(Request.self, after: outcome)
        return AskedCommand(call: call, outcomeTask: outcome, run: self)
    }

    /// Waits for the CALL; once the operator is done without it, only for `commandLimit` more.
    ///
    /// The operator is often done no earlier than the CALL is answered, so that nothing here may wait for him once it has come.
    private func first<Request: OCPPRequest>(
        _ type: Request.Type, after outcome: Task<OperatorOutcome, any Error>
    ) async throws(CaseFailure) -> ReceivedCall<Request> {
        let chargePoint = chargePoint
        let limit = configuration.commandLimit
        let reception = Task { () -> Result<ReceivedCall<Request>, CaseFailure> in
            do throws(CaseFailure) {
                return .success(try await chargePoint.receive(type))
            } catch {
                return .failure(error)
            }
        }
        let watch = Task { () -> CaseFailure? in
            do {
                _ = try await outcome.value
                try await Task.sleep(for: limit)
            } catch let failure as DriverFailure {
                reception.cancel()
                return failure.caseFailure
            } catch {
                return nil
            }
            reception.cancel()
            return .failed("\(Request.action).req did not come within \(limit) after the operator had asked for it")
        }
        let received = await withTaskCancellationHandler {
            await reception.value
        } onCancel: {
            reception.cancel()
        }
        if case .success(let call) = received {
            watch.cancel()
            return call
        }
        // Nobody needs the operator's word any more, which also ends a question to a person.
        outcome.cancel()
        if reception.isCancelled, !Task.isCancelled, let failure = await watch.value {
            trace.add(.failure, failure.reason)
            throw failure
        }
        watch.cancel()
        return try received.get()
    }
}
