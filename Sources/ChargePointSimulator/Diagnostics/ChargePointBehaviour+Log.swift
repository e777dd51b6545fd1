import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// GetLog (security whitepaper, use case N01). It takes the place of an upload that is under way.
    mutating func getLog(_ request: GetLog, at now: Timestamp) -> GetLogResponse {
        let isUploading = logUpload != nil
        let prefix = request.logType == .securityLog ? "security-" : ""
        let fileName = prefix + Self.diagnosticsName(profile.identity, at: now)
        logStatusToTell = nil
        logUpload = LogUpload(
            requestId: request.requestId, type: request.logType,
            attempts: TransferAttempts(
                location: request.log.remoteLocation.text, retries: request.retries, retryInterval: request.retryInterval,
                startingAt: now),
            fileName: fileName, start: request.log.oldestTimestamp?.timestamp, stop: request.log.latestTimestamp?.timestamp)
        // Without a name when it is too long for one, which names of at most 120 characters are not.
        return GetLogResponse(status: isUploading ? .acceptedCanceled : .accepted, filename: try? BoundedString(fileName))
    }

    /// Begins the upload, or tries it again, when that is due.
    mutating func advanceLogUpload(to now: Timestamp) {
        guard let upload = logUpload, let due = upload.attempts.dueAt, due <= now else { return }
        if !upload.hasBegun { tellLog(LogStatusNotification(status: .uploading, requestId: upload.requestId)) }
        logUpload?.hasBegun = true
        let content =
            switch upload.type {
            case .securityLog: security.log.text(from: upload.start, to: upload.stop)
            case .diagnosticsLog: diagnostics(from: upload.start, to: upload.stop, at: now)
            }
        let transfer = begin(.upload(Array(content.utf8), fileName: upload.fileName), upload.attempts.location)
        logUpload?.attempts.began(transfer)
    }

    /// The attempt to deliver a log has ended.
    mutating func logDelivered(_ result: FileTransferResult, at now: Timestamp) {
        guard let upload = logUpload else { return }
        if case .failed(let reason) = result {
            failed("log: \(reason)")
            if logUpload?.attempts.failed(at: now) == true { return }
            logUpload = nil
            tellLog(LogStatusNotification(status: .uploadFailure, requestId: upload.requestId))
        } else {
            logUpload = nil
            tellLog(LogStatusNotification(status: .uploaded, requestId: upload.requestId))
        }
    }

    mutating func tellLog(_ notification: LogStatusNotification) {
        guard isOnline else {
            logStatusToTell = notification
            return
        }
        logStatusToTell = nil
        outbox.append(.logStatus(notification))
    }
}
