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
                FirmwareStatusEnumType(request.status), chargePointKey: key, at: record.receivedAt, in: connection)
        }
        return FirmwareStatusNotificationResponse()
    }
}

/// Answers SignedFirmwareStatusNotification (security whitepaper, section 5.19), recorded before the answer goes out, together with
/// what it means for the update that it is about. It may name that by its request id, or not (L01.FR.21); an id that nobody knows is
/// recorded and has no effect, and so is `Idle`.
struct SignedFirmwareStatusHandler: CallHandler {
    let database: any Database

    func handle(
        _ request: SignedFirmwareStatusNotification, _ context: CallContext
    ) async throws -> SignedFirmwareStatusNotificationResponse {
        let record = FirmwareStatusRecord(
            id: 0, status: request.status.rawValue, requestId: request.requestId, isSigned: true,
            receivedAt: context.receivedAt)
        let key = context.chargePoint.key
        try await database.write { connection in
            try FirmwareStatusStore.add(record, chargePointKey: key, in: connection)
            guard request.status != .idle else { return }
            try FirmwareUpdateTracking.report(
                request.status, requestId: request.requestId, chargePointKey: key, at: record.receivedAt, in: connection)
        }
        return SignedFirmwareStatusNotificationResponse()
    }
}
