import OCPP16
import Persistence

/// Answers FirmwareStatusNotification (OCPP 1.6, section 4.5), recorded before the answer goes out, together with what it means for
/// the update that it is about. `Idle` without a running update is as good as any.
struct FirmwareStatusHandler: CallHandler {
    let database: any Database

    func handle(
        _ request: FirmwareStatusNotification, _ context: CallContext
    ) async throws -> FirmwareStatusNotificationResponse {
        let record = FirmwareStatusRecord(
            id: 0, status: request.status.rawValue, isSigned: false, receivedAt: context.receivedAt)
        let key = context.chargePoint.key
        try await database.write { connection in
            try FirmwareStatusStore.add(record, chargePointKey: key, in: connection)
            try FirmwareUpdateTracking.report(
                request.status, chargePointKey: key, at: record.receivedAt, in: connection)
        }
        return FirmwareStatusNotificationResponse()
    }
}

/// Answers SignedFirmwareStatusNotification (security whitepaper, section 5.4), with or without a request id.
struct SignedFirmwareStatusHandler: CallHandler {
    let database: any Database

    func handle(
        _ request: SignedFirmwareStatusNotification, _ context: CallContext
    ) async throws -> SignedFirmwareStatusNotificationResponse {
        let record = FirmwareStatusRecord(
            id: 0, status: request.status.rawValue, requestId: request.requestId, isSigned: true,
            receivedAt: context.receivedAt)
        let key = context.chargePoint.key
        try await database.write { try FirmwareStatusStore.add(record, chargePointKey: key, in: $0) }
        return SignedFirmwareStatusNotificationResponse()
    }
}
