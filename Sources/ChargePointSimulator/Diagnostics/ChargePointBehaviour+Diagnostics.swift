import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// GetDiagnostics (OCPP 1.6, section 5.9). Without a file name in the answer there is nothing to upload: nothing happened in
    /// the time that was asked for, or an upload is under way.
    mutating func getDiagnostics(_ request: GetDiagnostics, at now: Timestamp) -> GetDiagnosticsResponse {
        let start = request.startTime?.timestamp
        let stop = request.stopTime?.timestamp
        guard diagnosticsUpload == nil, !journal.entries(from: start, to: stop).isEmpty else {
            return GetDiagnosticsResponse()
        }
        let fileName = Self.diagnosticsName(profile.identity, at: now)
        diagnosticsStatusToTell = nil
        diagnosticsUpload = DiagnosticsUpload(
            attempts: TransferAttempts(
                location: request.location.text, retries: request.retries, retryInterval: request.retryInterval,
                startingAt: now),
            fileName: fileName, start: start, stop: stop)
        return GetDiagnosticsResponse(fileName: CiString(truncating: fileName))
    }

    /// Begins the upload, or tries it again, when that is due.
    mutating func advanceDiagnostics(to now: Timestamp) {
        guard let upload = diagnosticsUpload, let due = upload.attempts.dueAt, due <= now else { return }
        if !upload.hasBegun { tellDiagnostics(.uploading) }
        diagnosticsUpload?.hasBegun = true
        let content = diagnostics(from: upload.start, to: upload.stop, at: now)
        let kind = FileTransfer.Kind.upload(Array(content.utf8), fileName: upload.fileName)
        let transfer = begin(kind, upload.attempts.location)
        diagnosticsUpload?.attempts.began(transfer)
    }

    /// The attempt to deliver diagnostics has ended.
    mutating func diagnosticsDelivered(_ result: FileTransferResult, at now: Timestamp) {
        if case .failed(let reason) = result {
            failed("diagnostics: \(reason)")
            if diagnosticsUpload?.attempts.failed(at: now) == true { return }
            diagnosticsUpload = nil
            tellDiagnostics(.uploadFailed)
        } else {
            diagnosticsUpload = nil
            tellDiagnostics(.uploaded)
        }
    }

    mutating func tellDiagnostics(_ status: DiagnosticsStatus) {
        guard isOnline else {
            diagnosticsStatusToTell = status
            return
        }
        diagnosticsStatusToTell = nil
        outbox.append(.diagnosticsStatus(DiagnosticsStatusNotification(status: status)))
    }

    /// A name that says whose it is and of when, and needs no escaping anywhere.
    static func diagnosticsName(_ identity: String, at now: Timestamp) -> String {
        let name = identity.map { character in
            character.isASCII && (character.isLetter || character.isNumber || "-_.".contains(character)) ? character : "_"
        }
        return "\(String(name).prefix(100))-\(now.rfc3339.filter { $0.isNumber || $0 == "T" }).log"
    }

    /// The log: what the charge point is, how it stands, and what happened.
    func diagnostics(from start: Timestamp?, to stop: Timestamp?, at now: Timestamp) -> String {
        var lines = [
            "\(now.rfc3339) diagnostics of \(profile.identity)",
            "vendor \(profile.model.vendor), model \(profile.model.name), firmware \(currentFirmwareVersion)",
            "transactions so far \(sessionCount), failures \(tally.failures), last \(tally.lastFailure ?? "none")",
            "local list version \(localList.version) with \(localList.count) identifiers, cache \(cache.count)",
            "charging profiles \(chargingProfiles.installed.count), reservations \(reservations.count)",
        ]
        for connector in connectors { lines.append("connector \(connector.number) is \(connector.status.rawValue)") }
        for entry in journal.entries(from: start, to: stop) { lines.append("\(entry.at.rfc3339) \(entry.event)") }
        return lines.joined(separator: "\n") + "\n"
    }
}
