import OCPP16
import OCPPJ

extension CertificationCase {
    /// The cases of Remote Trigger, in the order of the certification.
    static let remoteTriggerCases = [messageTriggered, triggerRejected]

    static let messageTriggered = CertificationCase(
        "TC_054_CSMS", "Trigger message", .remoteTrigger,
        [
            .variant("every message is sent") { test in
                try await test.booted()
                try await test.triggersConnectorMessage(.meterValues)
                try await test.chargePoint.send(
                    MeterValues(
                        connectorId: test.connectorId(),
                        meterValue: [
                            MeterValue(
                                timestamp: test.now,
                                sampledValue: [SampledValue(value: "\(MeterReadings.next())", context: .trigger)])
                        ]))
                try await test.triggersUpToDiagnostics()
                try await test.trigger(.firmwareStatusNotification, .accepted)
                try await test.chargePoint.send(FirmwareStatusNotification(status: .idle))
            },
            .variant("MeterValues without samples, and the last message NotImplemented") { test in
                try await test.triggersConnectorMessage(.meterValues)
                try await test.chargePoint.send(
                    MeterValues.action,
                    payload: """
                        {"connectorId":\(test.configuration.connectorId),\
                        "meterValue":[{"timestamp":"\(test.now)","sampledValue":[]}]}
                        """)
                try await test.triggersUpToDiagnostics()
                try await test.trigger(.firmwareStatusNotification, .notImplemented)
            },
        ])

    static let triggerRejected = CertificationCase("TC_055_CSMS", "Trigger message, rejected", .remoteTrigger) { test in
        // Each request comes while no message has followed the one before: the Central System waits for none.
        try await test.trigger(.meterValues, connector: test.configuration.connectorId, .rejected)
        try await test.trigger(.meterValues, .rejected)
        try await test.trigger(.heartbeat, .rejected)
    }
}

extension CaseRun {
    /// TriggerMessage, answered.
    ///
    /// - Parameter connector: what the operator asks for; nil to leave it out.
    /// - Returns: the request as it came.
    @discardableResult
    fileprivate func trigger(
        _ message: MessageTrigger, connector: Int? = nil, _ status: TriggerMessageStatus
    ) async throws(CaseFailure) -> TriggerMessage {
        let connectorId: ConnectorId? = if let connector { try self.connectorId(connector) } else { nil }
        let asked = try await ask(TriggerMessage(requestedMessage: message, connectorId: connectorId))
        try check("TriggerMessage.req: requestedMessage", asked.request.requestedMessage, is: message)
        try await asked.answer(TriggerMessageResponse(status: status), shown: status.rawValue)
        return asked.request
    }

    /// TriggerMessage for C, accepted.
    fileprivate func triggersConnectorMessage(_ message: MessageTrigger) async throws(CaseFailure) {
        let request = try await trigger(message, connector: configuration.connectorId, .accepted)
        try check("TriggerMessage.req: connectorId", request.connectorId, is: connectorId())
    }

    /// Heartbeat, StatusNotification and DiagnosticsStatusNotification, each triggered and sent.
    fileprivate func triggersUpToDiagnostics() async throws(CaseFailure) {
        try await trigger(.heartbeat, .accepted)
        try await chargePoint.send(Heartbeat())
        try await triggersConnectorMessage(.statusNotification)
        try await status(.available)
        try await trigger(.diagnosticsStatusNotification, .accepted)
        try await chargePoint.send(DiagnosticsStatusNotification(status: .idle))
    }
}
