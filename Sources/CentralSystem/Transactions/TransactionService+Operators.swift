import OCPPJ
import Persistence

/// What an operator was told that a transaction will be billed.
package struct ExpectedEnergy: Hashable, Sendable {
    /// nil when there is no energy to bill yet.
    package var wattHours: WattHours?

    package init(_ wattHours: WattHours?) { self.wattHours = wattHours }
}

extension TransactionService {
    /// What a transaction would be billed were it closed by hand now, by its meter values; nil when they show nothing.
    ///
    /// - Throws: `TransactionError` with code `.unknownTransaction`.
    package func energyIfClosed(_ id: Int) async throws -> WattHours? {
        try await database.read { connection in
            guard let transaction = try TransactionStore.stopCandidate(id, in: connection) else {
                throw TransactionError.unknownTransaction(id)
            }
            return try MeterValueService.thoroughSummary(
                chargePointKey: transaction.chargePointKey, transactionId: id, meterStart: transaction.meterStart,
                energyScale: try MeterValueService.energyScale(chargePointKey: transaction.chargePointKey, in: connection),
                in: connection
            ).energy
        }
    }

    /// Closes an open or stale transaction in the operator's name; a StopTransaction that still comes gives the real end.
    ///
    /// Its energy is what the meter values show; without any it goes into quarantine. Its end is the last meter value, or now.
    /// - Parameter expected: what it is thought to be billed; nil for whatever its meter values show.
    /// - Throws: `TransactionError` with code `.unknownTransaction` or `.conflict` (already closed, or with another energy than expected).
    package func close(
        _ id: Int, reason: String?, expecting expected: ExpectedEnergy? = nil, by operatorName: String
    ) async throws -> Transaction {
        let now = time.now()
        return try await database.write { connection in
            guard let transaction = try TransactionStore.stopCandidate(id, in: connection) else {
                throw TransactionError.unknownTransaction(id)
            }
            guard transaction.state != .closed else {
                throw TransactionError.conflict("Transaction \(id) is closed already.")
            }
            let scale = try MeterValueService.energyScale(chargePointKey: transaction.chargePointKey, in: connection)
            let summary = try MeterValueService.thoroughSummary(
                chargePointKey: transaction.chargePointKey, transactionId: id, meterStart: transaction.meterStart,
                energyScale: scale, in: connection)
            if let expected, expected.wattHours != summary.energy { throw TransactionError.anotherEnergy(id, summary.energy) }
            let detail = reason.map { ": \($0)" } ?? ""
            let closing = TransactionStore.Closing(
                id: id, timestamp: summary.lastAt ?? now, receivedAt: now, reason: reason, closedBy: .operator,
                energy: ClosingEnergy(),
                flags: transaction.flags
                    + [RecordFlag(.closedByOperator, "closed by \(operatorName)\(detail)", at: now)])
            _ = try self.close(transaction, closing, energyScale: scale, in: connection)
            return try Self.required(id, in: connection)
        }
    }

    /// Ends the quarantine of a closed transaction with the energy to bill, in Wh.
    /// - Throws: `TransactionError` with code `.unknownTransaction`, `.conflict` (not in quarantine) or `.invalidMember`.
    package func resolveQuarantine(
        _ id: Int, energy: WattHours, note: String?, by operatorName: String
    ) async throws -> Transaction {
        guard (0...1_000_000_000).contains(energy.value) else {
            throw TransactionError.invalid("energyWh", "must be 0 to 1000000000")
        }
        let resolution = Transaction.Resolution(at: time.now(), by: operatorName, text: note ?? "")
        return try await database.write { connection in
            let transaction = try Self.required(id, in: connection)
            guard let quarantine = transaction.quarantine else {
                throw TransactionError.conflict("Transaction \(id) is not in quarantine.")
            }
            guard quarantine.resolution == nil else {
                throw TransactionError.conflict("The quarantine of transaction \(id) is resolved already.")
            }
            try TransactionStore.resolveQuarantine(id, energy: energy, resolution, in: connection)
            return try Self.required(id, in: connection)
        }
    }

    /// Gives an orphaned stop to a transaction of the same charge point, or dismisses it (`transaction` nil).
    /// - Throws: `TransactionError` with code `.unknownOrphanedStop`, `.unknownTransaction`, or `.conflict`
    ///   (already resolved, another charge point's, or closed by its own stop).
    package func resolveOrphanedStop(
        _ id: Int64, transaction: Int?, note: String?, by operatorName: String
    ) async throws -> OrphanedStop {
        let resolution = Transaction.Resolution(at: time.now(), by: operatorName, text: note ?? "")
        return try await database.write { connection in
            guard let orphan = try TransactionStore.orphan(id, in: connection) else {
                throw TransactionError.unknownOrphanedStop(id)
            }
            guard orphan.stop.resolution == nil else {
                throw TransactionError.conflict("The orphaned stop \(id) is resolved already.")
            }
            if let transaction {
                try self.assign(orphan.stop, orphan.transactionData, to: transaction, resolution, in: connection)
            }
            try TransactionStore.resolveOrphan(id, transaction: transaction, resolution, in: connection)
            guard let resolved = try TransactionStore.orphan(id, in: connection) else {
                throw TransactionError.unknownOrphanedStop(id)
            }
            return resolved.stop
        }
    }

    private func assign(
        _ stop: OrphanedStop, _ data: [UInt8]?, to id: Int, _ resolution: Transaction.Resolution,
        in connection: any SQLConnection
    ) throws {
        guard let transaction = try TransactionStore.stopCandidate(id, in: connection) else {
            throw TransactionError.unknownTransaction(id)
        }
        guard transaction.chargePointKey == stop.chargePointKey else {
            throw TransactionError.conflict("Transaction \(id) is not one of charge point \(stop.chargePointID).")
        }
        guard transaction.state != .closed || transaction.closedBy == .operator else {
            throw TransactionError.conflict("Transaction \(id) was closed by its own StopTransaction.")
        }
        if let data {
            let values = ReceivedMeterValue.read(try JSONNode.parse(data), receivedAt: stop.receivedAt)
            try meterValues.recordTransactionData(
                values, chargePointKey: stop.chargePointKey, connectorId: transaction.connectorId, transactionId: id,
                transactionIdReceived: stop.transactionIdReceived, receivedAt: stop.receivedAt, in: connection)
        }
        let flag = RecordFlag(
            .orphanedStopAssigned,
            "\(resolution.by) gave it the stop with transactionId \(stop.transactionIdReceived)", at: resolution.at)
        let closing = TransactionStore.Closing(
            id: id, timestamp: stop.timestamp, timestampReceived: stop.timestampReceived, receivedAt: stop.receivedAt,
            meterStop: stop.meterStop, reason: stop.reason, idTag: stop.idTag,
            transactionIdReceived: stop.transactionIdReceived == id ? nil : stop.transactionIdReceived,
            closedBy: .chargePoint, energy: ClosingEnergy(), flags: transaction.flags + [flag])
        let scale = try MeterValueService.energyScale(chargePointKey: stop.chargePointKey, in: connection)
        _ = try self.close(transaction, closing, energyScale: scale, in: connection)
    }

    private static func required(_ id: Int, in connection: any SQLConnection) throws -> Transaction {
        guard let transaction = try find(id, in: connection) else { throw TransactionError.unknownTransaction(id) }
        return transaction
    }
}
