import OCPP16
import OCPPJ
import Persistence

/// Gives remote starts and stops their transactions.
struct RemoteTransactionEvents: ChargePointEventObserver {
    func observe(
        _ event: ChargePointEvent, of chargePointKey: Int64, at moment: Timestamp, in connection: any SQLConnection
    ) throws {
        switch event {
        case .transactionStarted(let transaction):
            try started(transaction, chargePointKey, at: moment, in: connection)
        case .transactionEnded(let id, _, let reason):
            // Few transactions are stopped remotely.
            guard try RemoteStopStore.isAwaited(chargePointKey: chargePointKey, transactionId: id, in: connection) else { return }
            let end = try TransactionService.find(id, in: connection)?.stop?.closedBy
            if end == .operator {
                try RemoteStopStore.givenUp(
                    chargePointKey: chargePointKey, transactionId: id, text: "an operator closed the transaction", in: connection)
            } else {
                try RemoteStopStore.stopped(
                    chargePointKey: chargePointKey, transactionId: id, reason: reason, at: moment, in: connection)
            }
        case .removed:
            try RemoteStartStore.removeAll(chargePointKey: chargePointKey, in: connection)
            try RemoteStopStore.removeAll(chargePointKey: chargePointKey, in: connection)
        case .booted, .statusReported, .transactionBecameStale: break
        }
    }

    private func started(
        _ transaction: StartedTransaction, _ chargePointKey: Int64, at moment: Timestamp, in connection: any SQLConnection
    ) throws {
        let candidates = try RemoteStartStore.expected(
            chargePointKey: chargePointKey, idTagKey: transaction.idTag.key, in: connection)
        guard let oldest = candidates.last else { return }
        // The job is as old as a minute or a few; a report from before it tells of the clock as well.
        let lag = try RemoteStartStore.clockLag(
            chargePointKey: chargePointKey, since: oldest.requestedAt.advanced(bySeconds: -600), in: connection)
        let startedAt = Timestamp(milliseconds: min(transaction.startTimestamp.milliseconds + lag, moment.milliseconds))
        guard let match = RemoteStartMatch(candidates, connectorId: transaction.connectorId, startedAt: startedAt) else { return }
        try RemoteStartStore.start(
            match.job.id, transaction: transaction.id, at: moment, isLate: match.isLate, in: connection)
        for id in match.superseded { try RemoteStartStore.supersede(id, by: match.job.id, in: connection) }
    }
}
