import OCPPJ

extension ChargePointBehaviour {
    /// Has a file retrieved or delivered.
    ///
    /// - Returns: the number of the transfer.
    mutating func begin(_ kind: FileTransfer.Kind, _ location: String) -> Int {
        transferCount += 1
        transfersToBegin.append(FileTransfer(number: transferCount, kind: kind, location: location))
        return transferCount
    }

    /// A transfer has ended. One that nobody waits for any more changes nothing.
    mutating func transferred(_ number: Int, _ result: FileTransferResult, at now: Timestamp) {
        guard phase != .stopped else { return }
        if firmwareUpdate?.attempts.transfer == number {
            firmwareRetrieved(result, at: now)
        } else if diagnosticsUpload?.attempts.transfer == number {
            diagnosticsDelivered(result, at: now)
        } else if logUpload?.attempts.transfer == number {
            logDelivered(result, at: now)
        }
    }

    /// Tells what could not be told while the Central System was out of reach.
    mutating func tellTransferStatuses() {
        if let message = firmwareStatusToTell { tellFirmware(message) }
        if let status = diagnosticsStatusToTell { tellDiagnostics(status) }
        if let notification = logStatusToTell { tellLog(notification) }
        tellSecurityEvents()
    }

    /// The charge point restarts.
    mutating func transfersInterrupted(at now: Timestamp) {
        transfersToBegin = []
        firmwareInterrupted(at: now)
        diagnosticsUpload?.attempts.interrupted(at: now)
        logUpload?.attempts.interrupted(at: now)
    }
}
