import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// ExtendedTriggerMessage (security whitepaper, section 5.5).
    mutating func trigger(_ request: ExtendedTriggerMessage, at now: Timestamp) -> ExtendedTriggerMessageResponse {
        switch request.requestedMessage {
        case .bootNotification: return trigger(.bootNotification, request, at: now)
        case .heartbeat: return trigger(.heartbeat, request, at: now)
        case .meterValues: return trigger(.meterValues, request, at: now)
        case .statusNotification: return trigger(.statusNotification, request, at: now)
        case .logStatusNotification:
            let upload = logUpload.flatMap { $0.hasBegun ? $0 : nil }
            let status = upload.map { LogStatusNotification(status: .uploading, requestId: $0.requestId) }
            outbox.append(.logStatus(status ?? LogStatusNotification(status: .idle)), isTriggered: true)
        case .firmwareStatusNotification:
            // L01.FR.28 and L01.FR.29.
            let last = lastSignedFirmwareStatus.flatMap { $0.status == .installed ? nil : $0 }
            outbox.append(
                .signedFirmwareStatus(last ?? SignedFirmwareStatusNotification(status: .idle)), isTriggered: true)
        case .signChargePointCertificate:
            // Without it there is nothing to put into the request (A02, prerequisites).
            guard !configuration.text(.cpoName).isEmpty else { return ExtendedTriggerMessageResponse(status: .rejected) }
            requestCertificate(isTriggered: true)
        }
        return ExtendedTriggerMessageResponse(status: .accepted)
    }

    private mutating func trigger(
        _ message: MessageTrigger, _ request: ExtendedTriggerMessage, at now: Timestamp
    ) -> ExtendedTriggerMessageResponse {
        let answer = trigger(TriggerMessage(requestedMessage: message, connectorId: request.connectorId), at: now)
        switch answer.status {
        case .accepted: return ExtendedTriggerMessageResponse(status: .accepted)
        case .rejected: return ExtendedTriggerMessageResponse(status: .rejected)
        case .notImplemented: return ExtendedTriggerMessageResponse(status: .notImplemented)
        }
    }
}
