import OCPP16
import OCPPJ
import Persistence

extension TransactionService {
    /// Records a StartTransaction and decides about its idTag; durable when this returns.
    ///
    /// Never refuses: whatever the idTag's status is, the charge point gets a transactionId, because energy may flow all the
    /// same and its stop has to be accepted later.
    func start(_ request: StartTransaction, _ context: CallContext) async throws -> StartTransactionResponse {
        let time = context.correct(request.timestamp)
        let connectorId = request.connectorId.value
        let chargePointKey = context.chargePoint.key
        let receivedAt = context.receivedAt
        let defaultLimit = maximumConcurrentTransactions
        let events = events
        var oddities: [RecordFlag] = []
        if let flag = time.flag("timestamp", sent: request.timestamp.text, at: receivedAt) { oddities.append(flag) }
        if connectorId == 0 {
            oddities.append(RecordFlag(.connectorZero, "started on connector 0", at: receivedAt))
            context.deviations.note(.transactionOnConnectorZero, "StartTransaction on connector 0")
        }
        if request.meterStart < 0 {
            context.deviations.note(.implausibleRegisters, "meterStart is \(request.meterStart)")
        }
        let flags = oddities
        return try await database.write { connection in
            var decision = try IdTagService.decide(request.idTag, at: receivedAt, in: connection)
            if decision.status == .accepted, let limit = decision.concurrencyLimit(default: defaultLimit),
                try TransactionStore.openCount(
                    of: request.idTag, otherThan: chargePointKey, connectorId: connectorId, in: connection) >= limit
            {
                decision.status = .concurrentTx
            }
            let started = try TransactionStore.start(
                TransactionStore.Start(
                    chargePointKey: chargePointKey, connectorId: connectorId, idTag: request.idTag,
                    parentIdTag: decision.parentIdTag?.text, authorizationStatus: decision.status,
                    reservationId: request.reservationId, meterStart: request.meterStart, timestamp: time.timestamp,
                    timestampReceived: request.timestamp.text, receivedAt: receivedAt,
                    flags: Self.flags(flags, for: decision.status, at: receivedAt)),
                in: connection)
            if started.repeats == 0 {
                try ConnectorStore.ensureExists(
                    chargePointKey: chargePointKey, connectorId: connectorId, at: receivedAt, in: connection)
                let stale = try TransactionStore.markStale(
                    chargePointKey: chargePointKey, connectorId: connectorId, otherThan: started.id, since: receivedAt,
                    reason: "transaction \(started.id) started on its connector", in: connection)
                for id in stale {
                    try events.tell(
                        .transactionBecameStale(id: id, connectorId: connectorId), of: chargePointKey, at: receivedAt,
                        in: connection)
                }
                let transaction = StartedTransaction(
                    id: started.id, connectorId: connectorId, idTag: request.idTag, parentIdTag: decision.parentIdTag,
                    authorizationStatus: decision.status, reservationId: request.reservationId,
                    startTimestamp: time.timestamp)
                try events.tell(.transactionStarted(transaction), of: chargePointKey, at: receivedAt, in: connection)
            }
            // A repeat gets the first answer again, whatever has changed since.
            decision.status = started.authorizationStatus
            return StartTransactionResponse(idTagInfo: decision.idTagInfo, transactionId: started.id)
        }
    }

    private static func flags(
        _ flags: [RecordFlag], for status: AuthorizationStatus, at moment: Timestamp
    ) -> [RecordFlag] {
        guard status != .accepted else { return flags }
        return flags + [RecordFlag(.authorizationNotAccepted, "the idTag was answered \(status.rawValue)", at: moment)]
    }
}
