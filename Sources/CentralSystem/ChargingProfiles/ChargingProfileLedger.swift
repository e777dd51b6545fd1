import OCPP16
import OCPPJ
import Persistence

/// Keeps the record of a charge point's profiles true: every change of state, inside the write that records what caused it.
///
/// Answers may be recorded in another order than they came in, so every change looks at when things happened, not at when they
/// are written.
enum ChargingProfileLedger {
    /// The charge point has the profile of a record from `moment` on. What it excludes is replaced, unless that came later.
    static func install(_ record: ChargingProfileRecord, at moment: Timestamp, in connection: any SQLConnection) throws {
        var record = record
        record.state = .installed
        record.reason = nil
        record.installedAt = moment
        record.endedAt = nil
        let others = try ChargingProfileStore.installed(chargePointKey: record.chargePointKey, in: connection)
        for other in others where other.id != record.id && record.profile.takesPlace(of: other, onConnector: record.connectorId) {
            if other.isInstalled(after: record) {
                end(&record, .replaced, "charging profile \(other.profile.chargingProfileId) took its place", at: other.installedAt)
                record.replacedBy = other.id
            } else {
                var replaced = other
                end(&replaced, .replaced, "charging profile \(record.profile.chargingProfileId) took its place", at: moment)
                replaced.replacedBy = record.id
                try ChargingProfileStore.save(replaced, in: connection)
            }
        }
        try endIfOvertaken(&record, in: connection)
        try ChargingProfileStore.save(record, in: connection)
    }

    /// What ended the profile may have been recorded before its installation was.
    private static func endIfOvertaken(_ record: inout ChargingProfileRecord, in connection: any SQLConnection) throws {
        guard record.state == .installed else { return }
        let clearings = try ClearRequestStore.accepted(chargePointKey: record.chargePointKey, in: connection)
        for clearing in clearings where clearing.request.matches(record) {
            guard let at = clearing.concludedAt, !record.isInstalled(after: at, clearing.commandId) else { continue }
            end(&record, .cleared, "ClearChargingProfile was accepted", at: at)
            return
        }
        guard record.endsWithTransaction, let id = record.transactionId,
            let transaction = try TransactionService.find(id, in: connection),
            transaction.chargePointKey == record.chargePointKey, transaction.state != .open
        else { return }
        let at = transaction.stop?.receivedAt ?? transaction.stale?.since ?? record.installedAt
        end(&record, .ended, "its transaction \(id) had ended", at: at)
    }

    /// The installed profiles that a request to clear is about, of those that were there when it was answered.
    static func matching(
        _ request: ClearChargingProfile, _ command: CommandReference, at moment: Timestamp, in connection: any SQLConnection
    ) throws -> [ChargingProfileRecord] {
        try ChargingProfileStore.installed(chargePointKey: command.chargePoint.key, in: connection)
            .filter { request.matches($0) && !$0.isInstalled(after: moment, command.id) }
    }

    /// The charge point does not have what a request to clear is about any more, by its answer of `moment`.
    ///
    /// - Returns: the profiles that are gone.
    static func clear(
        _ request: ClearChargingProfile, _ command: CommandReference, at moment: Timestamp,
        reason: String = "ClearChargingProfile was accepted", in connection: any SQLConnection
    ) throws -> [ChargingProfileRecord] {
        let cleared = try matching(request, command, at: moment, in: connection)
        for record in cleared {
            var record = record
            end(&record, .cleared, reason, at: moment)
            try ChargingProfileStore.save(record, in: connection)
        }
        return cleared
    }

    /// A transaction ended, or must be over: its profiles cease to be valid (OCPP 1.6, sections 3.13.1 and 7.10). So do the
    /// TxProfiles of its connector that name no transaction, and those of a remote start that is overtaken.
    static func endTransaction(
        _ id: Int, connectorId: Int, chargePointKey: Int64, reason: String, at moment: Timestamp, in connection: any SQLConnection
    ) throws {
        for record in try ChargingProfileStore.installed(chargePointKey: chargePointKey, in: connection)
        where record.endsWithTransaction
            && (record.transactionId == id || record.transactionId == nil && record.connectorId == connectorId)
        {
            var record = record
            end(&record, .ended, reason, at: moment)
            try ChargingProfileStore.save(record, in: connection)
        }
    }

    /// A transaction started: the profile of the remote start that asked for it is installed, and TxProfiles that the charge
    /// point took in advance belong to it.
    static func startTransaction(
        _ transaction: StartedTransaction, chargePointKey: Int64, at moment: Timestamp, in connection: any SQLConnection
    ) throws {
        for record in try ChargingProfileStore.installed(chargePointKey: chargePointKey, in: connection)
        where record.profile.chargingProfilePurpose == .txProfile && record.transactionId == nil
            && record.connectorId == transaction.connectorId
        {
            var record = record
            record.transactionId = transaction.id
            try ChargingProfileStore.save(record, in: connection)
        }
        for record in try ChargingProfileStore.withoutStart(chargePointKey: chargePointKey, in: connection)
        where record.state != .refused {
            // Which remote start led to which transaction is told by the job, which was told of the start before.
            let job = try RemoteTransactionService.remoteStart(command: record.commandId, in: connection)
            guard let job, job.transactionId == transaction.id else { continue }
            var record = record
            record.connectorId = transaction.connectorId
            record.transactionId = transaction.id
            try install(record, at: moment, in: connection)
        }
    }

    /// Ends the profiles of remote starts whose jobs were given up: no transaction came.
    ///
    /// - Parameter last: goes on behind this record.
    /// - Returns: the last record looked at; nil when there are no more.
    static func giveUpAwaiting(after last: Int64, at moment: Timestamp, in connection: any SQLConnection) throws -> Int64? {
        let waiting = try ChargingProfileStore.awaiting(after: last, limit: 200, in: connection)
        for record in waiting {
            let job = try RemoteTransactionService.remoteStart(command: record.commandId, in: connection)
            switch job?.state {
            case .requested, .accepted, .started: continue
            case .rejected, .neverStarted, .unanswered, nil: break
            }
            var record = record
            end(&record, .ended, "no transaction came of the remote start", at: moment)
            try ChargingProfileStore.save(record, in: connection)
        }
        return waiting.last?.id
    }

    private static func end(
        _ record: inout ChargingProfileRecord, _ state: ChargingProfileState, _ reason: String, at moment: Timestamp?
    ) {
        record.state = state
        record.reason = reason
        record.endedAt = moment
    }
}
