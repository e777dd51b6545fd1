package import OCPPJ
package import Persistence

/// The verbs on transactions that operators and other features use.
///
/// Storage failures come as `DatabaseError`.
package struct TransactionService: Sendable {
    let database: any Database
    let time: any TimeSource
    /// How many transactions an idTag may have open at a time, where its own setting says nothing; 0: no limit.
    let maximumConcurrentTransactions: Int
    let meterValues: MeterValueService
    /// The features that follow starts and ends.
    let events: ChargePointEvents

    package init(
        database: any Database, time: any TimeSource, meterValues: MeterValueService, events: ChargePointEvents = .init(),
        maximumConcurrentTransactions: Int = 1
    ) {
        self.database = database
        self.time = time
        self.meterValues = meterValues
        self.events = events
        self.maximumConcurrentTransactions = maximumConcurrentTransactions
    }

    /// Transactions, newest first.
    /// - Throws: `CentralSystemError` with code `.invalidCursor`.
    package func list(
        _ filter: TransactionFilter = .init(), _ page: PageRequest = PageRequest()
    ) async throws -> Page<Transaction> {
        let before = try page.rowID()
        let items = try await database.read { connection in
            try TransactionStore.list(filter, before: before, limit: page.limit + 1, in: connection)
                .map { try Self.withMeterValues($0, in: connection) }
        }
        return Page(items, limit: page.limit) { String($0.id) }
    }

    /// nil when there is none.
    package func get(_ id: Int) async throws -> Transaction? {
        try await database.read { try Self.find(id, in: $0) }
    }

    /// Stops without a transaction, newest first.
    /// - Throws: `CentralSystemError` with code `.invalidCursor`.
    package func orphanedStops(
        _ filter: OrphanedStopFilter = .init(), _ page: PageRequest = PageRequest()
    ) async throws -> Page<OrphanedStop> {
        let before = try page.rowID()
        let items = try await database.read { connection in
            try TransactionStore.orphans(filter, before: before, limit: page.limit + 1, in: connection)
        }
        return Page(items, limit: page.limit) { String($0.id) }
    }

    /// Marks the open transaction of a connector that reports Available as stale (for the Availability feature, inside its
    /// write). Connector 0 stands for the whole charge point and marks nothing.
    /// - Parameters:
    ///   - moment: when the status was received.
    ///   - reportedAt: the status' own corrected time; a status older than the transaction's start marks nothing.
    ///   - events: the features that follow the end of transactions.
    package static func markStaleOnAvailable(
        chargePointKey: Int64, connectorId: Int, at moment: Timestamp, reportedAt: Timestamp?, events: ChargePointEvents,
        in connection: any SQLConnection
    ) throws {
        guard connectorId != 0 else { return }
        // A status in whole seconds may look older than a start in the same second.
        let startedBy = reportedAt.map { Timestamp(milliseconds: $0.milliseconds + 999) } ?? Timestamp(milliseconds: .max)
        let stale = try TransactionStore.markStale(
            chargePointKey: chargePointKey, connectorId: connectorId, startedBy: startedBy, since: moment,
            reason: "its connector reported Available", in: connection)
        for id in stale {
            try events.tell(
                .transactionBecameStale(id: id, connectorId: connectorId), of: chargePointKey, at: moment, in: connection)
        }
    }

    /// The transaction that is open (not stale) on each connector of a charge point: connectorId to transactionId.
    package static func openTransactions(
        chargePointKey: Int64, in connection: any SQLConnection
    ) throws -> [Int: Int] {
        try TransactionStore.openTransactions(chargePointKey: chargePointKey, in: connection)
    }

    static func find(_ id: Int, in connection: any SQLConnection) throws -> Transaction? {
        try TransactionStore.find(id, in: connection).map { try withMeterValues($0, in: connection) }
    }

    static func withMeterValues(_ transaction: Transaction, in connection: any SQLConnection) throws -> Transaction {
        var transaction = transaction
        let summary = try MeterValueService.summary(
            chargePointKey: transaction.chargePointKey, transactionId: transaction.id, meterStart: transaction.meterStart,
            in: connection)
        transaction.lastMeterValueAt = summary.lastAt
        transaction.lastEnergy = summary.energy
        return transaction
    }
}
