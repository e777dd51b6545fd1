import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// TriggerMessage (OCPP 1.6, section 5.17).
    mutating func trigger(_ request: TriggerMessage, at now: Timestamp) -> TriggerMessageResponse {
        var wanted = Array(connectors.indices)
        if let connector = request.connectorId, connector != .chargePoint {
            guard let index = index(of: connector) else { return TriggerMessageResponse(status: .rejected) }
            wanted = [index]
        }
        switch request.requestedMessage {
        case .bootNotification: sendBootNotification(isTriggered: true)
        case .heartbeat: outbox.append(.heartbeat, isTriggered: true)
        case .meterValues:
            for index in wanted { sendTriggeredMeterValues(at: index, now) }
        case .statusNotification:
            if request.connectorId?.value ?? 0 == 0 {
                reported = chargePointStatus
                outbox.append(.status(statusNotification(0, chargePointStatus, at: now)), isTriggered: true)
            }
            for index in wanted {
                connectors[index].reported = connectors[index].status
                let notification = statusNotification(connectors[index].number, connectors[index].status, at: now)
                outbox.append(.status(notification), isTriggered: true)
            }
        // Nothing of the kind is ever under way here, which is what Idle says.
        case .diagnosticsStatusNotification:
            outbox.append(.diagnosticsStatus(DiagnosticsStatusNotification(status: .idle)), isTriggered: true)
        case .firmwareStatusNotification:
            outbox.append(.firmwareStatus(FirmwareStatusNotification(status: .idle)), isTriggered: true)
        }
        return TriggerMessageResponse(status: .accepted)
    }
}
