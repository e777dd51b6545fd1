import OCPP16
import OCPPJ
import Persistence

/// Answers LogStatusNotification (security whitepaper, section 5.13), recorded before the answer goes out, together with what it means
/// for the request that it is about. It may name that by its request id, or not (N01.FR.12); an id that nobody knows is recorded and
/// has no effect.
struct LogStatusHandler: CallHandler {
    let database: any Database

    func handle(_ request: LogStatusNotification, _ context: CallContext) async throws -> LogStatusNotificationResponse {
        let record = DiagnosticsStatusRecord(
            id: 0, kind: .log, status: context.payload["status"]?.string ?? request.status.rawValue, requestId: request.requestId,
            receivedAt: context.receivedAt)
        let key = context.chargePoint.key
        try await database.write { connection in
            try DiagnosticsStatusStore.add(record, chargePointKey: key, in: connection)
            try DiagnosticsTracking.report(
                UploadStatus(request.status), .log, requestId: request.requestId, chargePointKey: key, at: record.receivedAt,
                in: connection)
        }
        return LogStatusNotificationResponse()
    }

    /// The whitepaper's requirement N01.FR.10 calls `UploadFailed` what its list of statuses calls `UploadFailure` (section 6.17): the
    /// word of DiagnosticsStatusNotification is understood.
    func salvage(_ payload: JSONNode, failure: PayloadError, _ context: CallContext) -> LogStatusNotification? {
        guard payload["status"]?.string == DiagnosticsStatus.uploadFailed.rawValue else { return nil }
        let requestId = payload["requestId"]
        guard requestId == nil || requestId?.int != nil else { return nil }
        context.deviations.note(.logUploadFailed, "UploadFailed in place of UploadFailure")
        return LogStatusNotification(status: .uploadFailure, requestId: requestId?.int)
    }
}

extension DeviationRule {
    /// A LogStatusNotification with the failure's name in DiagnosticsStatusNotification; it was understood.
    package static let logUploadFailed = DeviationRule(rawValue: "logUploadFailed")
}
