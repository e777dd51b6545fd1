import OCPP16
import OCPPJ

/// What goes on while a case waits for a person.
extension CaseRun {
    /// Waits for something that takes a person minutes. Meanwhile the charge point sends Heartbeats, where the configuration has it
    /// so: a Central System may take a charge point that says nothing for gone.
    ///
    /// - Throws: what the wait throws; else the failure of a Heartbeat.
    package func withHeartbeats<Value: Sendable>(
        _ wait: () async throws(CaseFailure) -> Value
    ) async throws(CaseFailure) -> Value {
        guard configuration.sendsHeartbeats else { return try await wait() }
        let beats = Task { [chargePoint, interval = Duration.seconds(configuration.heartbeatSeconds)] () -> CaseFailure? in
            while true {
                do {
                    try await Task.sleep(for: interval)
                } catch {
                    return nil
                }
                // A task of its own: the end of the wait ends no Heartbeat on its way, whose answer would come uninvited.
                if let failure = await Task(operation: { await chargePoint.heartbeat() }).value { return failure }
            }
        }
        let value: Value
        do {
            value = try await wait()
        } catch {
            beats.cancel()
            _ = await beats.value
            throw error
        }
        beats.cancel()
        if let failure = await beats.value { throw failure }
        return value
    }

    /// Lets some time pass, with Heartbeats where the configuration has them.
    package func pause(for duration: Duration) async throws(CaseFailure) {
        try await withHeartbeats { () async throws(CaseFailure) in try? await Task.sleep(for: duration) }
    }

    /// What it means for this case that the operator could not have a request sent. What Core is made of must be sendable.
    func failure(_ failure: DriverFailure, of action: OCPPAction) -> CaseFailure {
        guard case .unsupported = failure, functionality == .core else { return failure.caseFailure }
        return .failed("\(failure); Core demands it")
    }
}

extension TestChargePoint {
    /// - Returns: why it was not answered as it should be; nil when it was.
    fileprivate func heartbeat() async -> CaseFailure? {
        // Some steps are about a charge point that is gone; where it should not be, the next step finds out.
        guard isConnected else { return nil }
        do throws(CaseFailure) {
            try await send(Heartbeat())
            return nil
        } catch {
            return error
        }
    }
}
