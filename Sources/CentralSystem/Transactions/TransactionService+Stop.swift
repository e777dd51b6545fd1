import OCPP16
import OCPPJ
import Persistence

extension TransactionService {
    /// Records a StopTransaction; durable when this returns. Always answers, whatever the transactionId is.
    func stop(_ request: StopTransactionReport, _ context: CallContext) async throws -> StopTransactionResponse {
        let time = context.correct(request.timestamp)
        let data = ReceivedMeterValue.read(context.payload["transactionData"], receivedAt: context.receivedAt)
        let incoming = IncomingStop(
            request: request, time: time, transactionData: data,
            transactionDataText: data.isEmpty ? nil : context.payload["transactionData"]?.text,
            chargePointKey: context.chargePoint.key, receivedAt: context.receivedAt,
            energyScale: context.settings.meterEnergyScale)
        let (response, deviations) = try await database.write { try self.stop(incoming, in: $0) }
        for (rule, detail) in deviations { context.deviations.note(rule, detail) }
        context.noteDeviations(of: data)
        return response
    }

    /// A StopTransaction, taken apart before the write.
    private struct IncomingStop: Sendable {
        var request: StopTransactionReport
        var time: TimestampCorrection
        var transactionData: [ReceivedMeterValue]
        var transactionDataText: [UInt8]?
        var chargePointKey: Int64
        var receivedAt: Timestamp
        var energyScale: Double?
    }

    private func stop(
        _ incoming: IncomingStop, in connection: any SQLConnection
    ) throws -> (StopTransactionResponse, [(DeviationRule, String)]) {
        let request = incoming.request
        let authorization = try request.idTag.map { try IdTagService.decide($0, at: incoming.receivedAt, in: connection) }
        let stop = StopDecision.Stop(
            chargePointKey: incoming.chargePointKey, transactionId: request.transactionId, idTagKey: request.idTag?.key,
            parentIdTagKey: authorization?.parentIdTag?.key, meterStop: WattHours(request.meterStop),
            timestampReceived: request.timestamp.text, timestamp: incoming.time.isTrusted ? incoming.time.timestamp : nil,
            receivedAt: incoming.receivedAt)
        var deviations: [(DeviationRule, String)] = []

        let named = try TransactionStore.stopCandidate(request.transactionId, in: connection)
        switch try Self.decide(stop, named: named, in: connection) {
        case .close(let transaction, let flags):
            if transaction.id != request.transactionId, let flag = flags.first {
                deviations.append((.invalidTransactionIdInStop, flag.detail))
            }
            let closing = try close(transaction, with: incoming, flags: flags, in: connection)
            if let reason = closing.energy.quarantine?.reason { deviations.append((.implausibleRegisters, reason)) }
        case .repetition(let id):
            try TransactionStore.countRepeatedStop(id, at: incoming.receivedAt, in: connection)
        case .orphan(let candidates, let cause):
            let isConflict = named?.chargePointKey == stop.chargePointKey
            deviations.append((isConflict ? .conflictingStop : .invalidTransactionIdInStop, cause))
            try TransactionStore.keepOrphan(
                TransactionStore.NewOrphan(
                    stop: stop, idTag: request.idTag?.text, timestamp: incoming.time.timestamp,
                    reason: request.reason?.rawValue, transactionData: incoming.transactionDataText,
                    candidates: candidates, cause: cause),
                in: connection)
        }
        return (StopTransactionResponse(idTagInfo: authorization?.idTagInfo), deviations)
    }

    private static func decide(
        _ stop: StopDecision.Stop, named: StopCandidate?, in connection: any SQLConnection
    ) throws -> StopDecision {
        if let decision = StopDecision(stop, named: named) { return decision }
        if let id = try TransactionStore.transactionStopped(by: stop, in: connection) { return .repetition(id: id) }
        let unclosed = try TransactionStore.unclosed(chargePointKey: stop.chargePointKey, in: connection)
        return StopDecision(stop, named: named, unclosed: unclosed)
    }

    private func close(
        _ transaction: StopCandidate, with incoming: IncomingStop, flags: [RecordFlag], in connection: any SQLConnection
    ) throws -> TransactionStore.Closing {
        let request = incoming.request
        var flags = transaction.flags + flags
        if let flag = incoming.time.flag("timestamp", sent: request.timestamp.text, at: incoming.receivedAt) {
            flags.append(flag)
        }
        try meterValues.recordTransactionData(
            incoming.transactionData, chargePointKey: transaction.chargePointKey, connectorId: transaction.connectorId,
            transactionId: transaction.id, transactionIdReceived: request.transactionId, receivedAt: incoming.receivedAt,
            in: connection)
        let closing = TransactionStore.Closing(
            id: transaction.id, timestamp: incoming.time.timestamp, timestampReceived: request.timestamp.text,
            receivedAt: incoming.receivedAt, meterStop: WattHours(request.meterStop), reason: request.reason?.rawValue,
            idTag: request.idTag?.text,
            transactionIdReceived: request.transactionId == transaction.id ? nil : request.transactionId,
            closedBy: .chargePoint, energy: ClosingEnergy(), flags: flags)
        return try close(transaction, closing, energyScale: incoming.energyScale, in: connection)
    }

    /// Works out the energy and writes the end; shared by stops of charge points, orphans and operators.
    func close(
        _ transaction: StopCandidate, _ closing: TransactionStore.Closing, energyScale: Double?,
        in connection: any SQLConnection
    ) throws -> TransactionStore.Closing {
        var closing = closing
        let moment = closing.receivedAt
        var summary = MeterValueService.Summary()
        if ClosingEnergy.needsMeterValues(meterStart: transaction.meterStart, meterStop: closing.meterStop) {
            summary = try MeterValueService.thoroughSummary(
                chargePointKey: transaction.chargePointKey, transactionId: transaction.id,
                meterStart: transaction.meterStart, energyScale: energyScale, in: connection)
        }
        let duration = closing.timestamp.seconds(since: transaction.startTimestamp)
        closing.energy = ClosingEnergy(
            meterStart: transaction.meterStart, meterStop: closing.meterStop, duration: duration, summary: summary, at: moment)
        closing.flags += closing.energy.flags
        if transaction.state == .stale, closing.closedBy == .chargePoint {
            closing.flags.append(RecordFlag(.stoppedWhileStale, "the stop came after all", at: moment))
        }
        if duration < 0 {
            closing.flags.append(
                RecordFlag(.stopBeforeStart, "stopped \(closing.timestamp), started \(transaction.startTimestamp)", at: moment))
        }
        try TransactionStore.close(closing, in: connection)
        try events.tell(
            .transactionEnded(id: transaction.id, connectorId: transaction.connectorId, reason: closing.reason),
            of: transaction.chargePointKey, at: moment, in: connection)
        return closing
    }
}
