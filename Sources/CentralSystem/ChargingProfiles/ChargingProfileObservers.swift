import OCPP16
import OCPPJ
import Persistence

/// Follows SetChargingProfile, whoever sends it.
struct SetChargingProfileObserver: CommandObserver {
    func recorded(_ request: SetChargingProfile, _ command: CommandReference, in connection: any SQLConnection) throws {
        let connectorId = request.connectorId.value
        let profile = request.csChargingProfiles
        let surroundings = try ChargingProfileSurroundings(
            connectorId: connectorId, source: .setChargingProfile, command, in: connection)
        var record = ChargingProfileRecord(connectorId: connectorId, profile, .setChargingProfile, command)
        // One that names no transaction is for the open one, which may end before the answer is recorded.
        record.transactionId =
            profile.transactionId
            ?? (profile.chargingProfilePurpose == .txProfile ? surroundings.openTransactions[connectorId] : nil)
        record.warnings = profile.warnings(surroundings)
        try ChargingProfileStore.add(record, in: connection)
    }

    func concluded(
        _ request: SetChargingProfile, _ conclusion: CommandConclusion<SetChargingProfileResponse>, _ command: CommandReference,
        in connection: any SQLConnection
    ) throws {
        guard
            var record = try ChargingProfileStore.find(
                command: command.id, chargePointKey: command.chargePoint.key, in: connection), record.state == .requested
        else { return }
        switch conclusion {
        case .answered(let confirmation, let moment):
            record.concludedAt = moment
            record.status = confirmation.status.rawValue
            guard confirmation.status == .accepted else {
                try record.refuse(confirmation.status.rawValue, in: connection)
                return
            }
            if record.profile.chargingProfilePurpose == .txProfile, record.transactionId == nil, let connectorId = record.connectorId {
                let open = try TransactionService.openTransactions(chargePointKey: command.chargePoint.key, in: connection)
                record.transactionId = open[connectorId]
            }
            try ChargingProfileLedger.install(record, at: moment, in: connection)
        case .unanswered(let outcome, let reason, let moment):
            try record.leaveUnanswered(outcome, reason, at: moment, in: connection)
        }
    }
}

/// Follows the charging profiles that RemoteStartTransactions carry (OCPP 1.6, sections 5.11 and 5.16.2).
struct RemoteStartProfileObserver: CommandObserver {
    func recorded(_ request: RemoteStartTransaction, _ command: CommandReference, in connection: any SQLConnection) throws {
        guard let profile = request.chargingProfile else { return }
        let connectorId = request.connectorId?.value
        let surroundings = try ChargingProfileSurroundings(
            connectorId: connectorId, source: .remoteStartTransaction, command, in: connection)
        var record = ChargingProfileRecord(connectorId: connectorId, profile, .remoteStartTransaction, command)
        record.idTagKey = request.idTag.key
        record.warnings = profile.warnings(surroundings)
        try ChargingProfileStore.add(record, in: connection)
    }

    func concluded(
        _ request: RemoteStartTransaction, _ conclusion: CommandConclusion<RemoteStartTransactionResponse>,
        _ command: CommandReference, in connection: any SQLConnection
    ) throws {
        guard request.chargingProfile != nil,
            var record = try ChargingProfileStore.find(
                command: command.id, chargePointKey: command.chargePoint.key, in: connection)
        else { return }
        switch conclusion {
        case .answered(let confirmation, let moment):
            record.concludedAt = moment
            record.status = confirmation.status.rawValue
            switch confirmation.status {
            case .accepted:
                // The transaction may have been told of already.
                if record.state == .requested { record.state = .awaitingTransaction }
                try ChargingProfileStore.save(record, in: connection)
            case .rejected:
                // A transaction that was taken for its own was the driver's.
                record.transactionId = nil
                record.installedAt = nil
                record.endedAt = nil
                try record.refuse(confirmation.status.rawValue, in: connection)
            }
        case .unanswered(let outcome, let reason, let moment):
            guard record.state == .requested else { return }
            try record.leaveUnanswered(outcome, reason, at: moment, in: connection)
        }
    }
}

extension ChargingProfileRecord {
    /// A profile that is about to be sent.
    fileprivate init(
        connectorId: Int?, _ profile: ChargingProfile, _ source: ChargingProfileSource, _ command: CommandReference
    ) {
        self.init(
            id: 0, chargePointKey: command.chargePoint.key, chargePointId: command.chargePoint.identity, connectorId: connectorId,
            profile: profile, source: source, commandId: command.id, state: .requested, warnings: [],
            requestedAt: command.requestedAt, requestedBy: command.requestedBy)
    }

    fileprivate mutating func refuse(_ status: String, in connection: any SQLConnection) throws {
        state = .refused
        reason = "the charge point answered \(status)"
        try ChargingProfileStore.save(self, in: connection)
    }

    fileprivate mutating func leaveUnanswered(
        _ outcome: CommandOutcome, _ explanation: String, at moment: Timestamp, in connection: any SQLConnection
    ) throws {
        state = .unanswered
        concludedAt = moment
        reason = outcome.mayBeCarriedOut ? "\(explanation); the charge point may have it all the same" : explanation
        try ChargingProfileStore.save(self, in: connection)
    }
}

extension ChargingProfileSurroundings {
    /// What is known of a charge point when a profile is about to be sent to it.
    fileprivate init(
        connectorId: Int?, source: ChargingProfileSource, _ command: CommandReference, in connection: any SQLConnection
    ) throws {
        let key = command.chargePoint.key
        self.init(
            connectorId: connectorId, source: source,
            openTransactions: try TransactionService.openTransactions(chargePointKey: key, in: connection),
            installed: try ChargingProfileStore.installed(chargePointKey: key, in: connection),
            capabilities: try ChargingCapabilities(chargePointKey: key, in: connection), now: command.requestedAt)
    }
}
