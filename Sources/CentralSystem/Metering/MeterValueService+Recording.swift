import OCPP16
import OCPPJ
import Persistence

extension MeterValueService {
    /// Keeps the samples of one MeterValues message, durable when this returns.
    func record(
        _ values: [ReceivedMeterValue], of report: MeterValuesReport, _ context: CallContext
    ) async throws {
        let origin = MeterValueStore.Origin(
            chargePointKey: context.chargePoint.key, connectorId: report.connectorId.value,
            transactionIdReceived: report.transactionId, origin: .meterValues, receivedAt: context.receivedAt,
            elements: values.count)
        let numbers = sequence
        let attachmentFlags = try await database.write { connection in
            try Self.record(values, origin, numbers: numbers, in: connection)
        }
        if let newest = values.last {
            load.note(
                newest, chargePointKey: origin.chargePointKey, connectorId: origin.connectorId,
                energyScale: context.settings.meterEnergyScale, at: context.receivedAt)
        }
        for flag in attachmentFlags {
            if let rule = flag.code.deviationRule { context.deviations.note(rule, flag.detail) }
        }
    }

    /// Inside a write: decides where the samples belong and inserts them.
    /// - Returns: the flags that came from the decision.
    private static func record(
        _ values: [ReceivedMeterValue], _ origin: MeterValueStore.Origin, numbers: MeterValueSequence,
        in connection: any SQLConnection
    ) throws -> [RecordFlag] {
        var origin = origin
        let named = try origin.transactionIdReceived.flatMap { id in
            id > 0 ? try TransactionService.meteringCandidate(id, in: connection) : nil
        }
        if let named,
            MeterValueAttachment.isPlain(named, chargePointKey: origin.chargePointKey, connectorId: origin.connectorId)
        {
            origin.transactionId = named.id
            for value in values {
                try MeterValueStore.insert(value, origin, extraFlag: nil, numbers: numbers, in: connection)
            }
            return []
        }
        // Everything below is rare: no transaction, or one that is not this connector's open one.
        let open = try TransactionService.openMeteringCandidate(
            chargePointKey: origin.chargePointKey, connectorId: origin.connectorId, in: connection)
        try ConnectorStore.ensureExists(
            chargePointKey: origin.chargePointKey, connectorId: origin.connectorId, at: origin.receivedAt, in: connection)
        var flags: [RecordFlag] = []
        for value in values {
            let attachment = MeterValueAttachment(
                sent: origin.transactionIdReceived, named: named, open: open, chargePointKey: origin.chargePointKey,
                connectorId: origin.connectorId, timestamp: value.time.timestamp, at: origin.receivedAt)
            origin.transactionId = attachment.transactionId
            try MeterValueStore.insert(value, origin, extraFlag: attachment.flag, numbers: numbers, in: connection)
            if let flag = attachment.flag, !flags.contains(flag) { flags.append(flag) }
        }
        return flags
    }

    /// For StopTransaction, inside its write: keeps `transactionData` with its transaction.
    func recordTransactionData(
        _ values: [ReceivedMeterValue], chargePointKey: Int64, connectorId: Int, transactionId: Int,
        transactionIdReceived: Int, receivedAt: Timestamp, in connection: any SQLConnection
    ) throws {
        let origin = MeterValueStore.Origin(
            chargePointKey: chargePointKey, connectorId: connectorId, transactionId: transactionId,
            transactionIdReceived: transactionIdReceived, origin: .stopTransaction, receivedAt: receivedAt,
            elements: values.count)
        for value in values {
            try MeterValueStore.insert(value, origin, extraFlag: nil, numbers: sequence, in: connection)
        }
    }
}

extension CallContext {
    /// Counts what was odd in received meter values.
    func noteDeviations(of values: [ReceivedMeterValue]) {
        for value in values {
            for flag in value.flags {
                if let rule = flag.code.deviationRule { deviations.note(rule, flag.detail) }
            }
        }
    }
}
