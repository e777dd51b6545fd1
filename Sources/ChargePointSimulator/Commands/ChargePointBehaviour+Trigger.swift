import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// TriggerMessage (OCPP 1.6, section 5.17). A connector matters only to messages that are about connectors.
    mutating func trigger(_ request: TriggerMessage, at now: Timestamp) -> TriggerMessageResponse {
        switch request.requestedMessage {
        case .bootNotification:
            // Whatever was answered to it could contradict what was answered before (erratum 3.35).
            guard registration.status != .accepted else { return TriggerMessageResponse(status: .rejected) }
            sendBootNotification(isTriggered: true)
        case .heartbeat: outbox.append(.heartbeat, isTriggered: true)
        case .meterValues:
            guard let wanted = connectors(wanted: request.connectorId, chargePointMeansAll: true) else {
                return TriggerMessageResponse(status: .rejected)
            }
            for index in wanted { sendTriggeredMeterValues(at: index, now) }
        case .statusNotification:
            guard let wanted = connectors(wanted: request.connectorId, chargePointMeansAll: false) else {
                return TriggerMessageResponse(status: .rejected)
            }
            sendTriggeredStatuses(of: wanted, ofChargePoint: request.connectorId?.value ?? 0 == 0, now)
        case .diagnosticsStatusNotification:
            guard profile.featureProfiles.contains(.firmwareManagement) else {
                return TriggerMessageResponse(status: .notImplemented)
            }
            let status: DiagnosticsStatus = diagnosticsUpload?.hasBegun == true ? .uploading : .idle
            outbox.append(.diagnosticsStatus(DiagnosticsStatusNotification(status: status)), isTriggered: true)
        case .firmwareStatusNotification:
            guard profile.featureProfiles.contains(.firmwareManagement) else {
                return TriggerMessageResponse(status: .notImplemented)
            }
            let status = firmwareUpdate?.status ?? .idle
            outbox.append(.firmwareStatus(FirmwareStatusNotification(status: status)), isTriggered: true)
        }
        return TriggerMessageResponse(status: .accepted)
    }

    /// The connectors that a message is wanted of: all of them when none is named; nil when the named one does not exist.
    ///
    /// - Parameter chargePointMeansAll: whether connector 0, which has no meter of its own, stands for all as well.
    private func connectors(wanted connector: ConnectorId?, chargePointMeansAll: Bool) -> [Int]? {
        guard let connector else { return Array(connectors.indices) }
        if connector == .chargePoint { return chargePointMeansAll ? Array(connectors.indices) : [] }
        return index(of: connector).map { [$0] }
    }

    private mutating func sendTriggeredStatuses(of wanted: [Int], ofChargePoint: Bool, _ now: Timestamp) {
        if ofChargePoint {
            reported = chargePointStatus
            outbox.append(.status(statusNotification(0, chargePointStatus, at: now)), isTriggered: true)
        }
        for index in wanted {
            connectors[index].reported = connectors[index].status
            outbox.append(.status(statusNotification(of: index, at: now)), isTriggered: true)
        }
    }
}
