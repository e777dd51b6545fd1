import OCPPJ
package import Persistence

/// The verbs on meter values that operators and other features use.
///
/// Storage failures come as `DatabaseError`.
package struct MeterValueService: Sendable {
    let database: any Database
    let sequence: MeterValueSequence
    /// Learns what was measured last, once it is committed.
    let load: NetworkLoadBook

    package init(database: any Database, load: NetworkLoadBook = NetworkLoadBook()) {
        self.database = database
        self.load = load
        sequence = MeterValueSequence()
    }

    /// The meter values of a transaction in the order of receipt.
    /// - Throws: `TransactionError` with code `.unknownTransaction`; `CentralSystemError` with code `.invalidCursor`.
    package func list(
        transaction id: Int, _ page: PageRequest = PageRequest()
    ) async throws -> Page<RecordedMeterValue> {
        let after = try page.rowID() ?? 0
        let items = try await database.read { connection in
            guard let transaction = try TransactionService.meteringCandidate(id, in: connection) else {
                throw TransactionError.unknownTransaction(id)
            }
            let key = transaction.chargePointKey
            let scale = try Self.energyScale(chargePointKey: key, in: connection)
            let values = try MeterValueStore.list(
                chargePointKey: key, transactionId: id, after: after, limit: page.limit + 1, energyScale: scale,
                in: connection)
            let before = try MeterValueStore.latest(
                chargePointKey: key, transactionId: id, before: after + 1, limit: 1, energyScale: scale, in: connection)
            return RegisterJumps.flagged(values, after: before.first?.register)
        }
        return Page(items, limit: page.limit) { String($0.id) }
    }

    /// The meter values of a charge point, or of one of its connectors, with and without transaction, in the order of
    /// receipt.
    /// - Throws: `CentralSystemError` with code `.invalidCursor`.
    package func list(
        chargePoint: ChargePointReference, connectorId: Int? = nil, _ page: PageRequest = PageRequest()
    ) async throws -> Page<RecordedMeterValue> {
        let after = try page.rowID() ?? 0
        let items = try await database.read { connection in
            try MeterValueStore.list(
                chargePointKey: chargePoint.key, connectorId: connectorId, after: after, limit: page.limit + 1,
                energyScale: try Self.energyScale(chargePointKey: chargePoint.key, in: connection), in: connection)
        }
        return Page(items, limit: page.limit) { String($0.id) }
    }

    /// What a transaction's meter values say of its energy, for the Transactions feature.
    struct Summary: Hashable, Sendable {
        /// The newest meter value's time, whatever it holds.
        var lastAt: Timestamp?
        /// The session's energy at the last good reading.
        var energy: WattHours?
        var lastGoodReading: RegisterReading?
    }

    /// A glance at the ends of a transaction's meter values; enough for lists.
    static func summary(
        chargePointKey: Int64, transactionId: Int, meterStart: WattHours, in connection: any SQLConnection
    ) throws -> Summary {
        try summary(
            chargePointKey: chargePointKey, transactionId: transactionId, meterStart: meterStart, newest: 5,
            energyScale: try energyScale(chargePointKey: chargePointKey, in: connection), in: connection)
    }

    /// A thorough look, for what is billed or proposed for billing.
    static func thoroughSummary(
        chargePointKey: Int64, transactionId: Int, meterStart: WattHours, energyScale: Double?,
        in connection: any SQLConnection
    ) throws -> Summary {
        try summary(
            chargePointKey: chargePointKey, transactionId: transactionId, meterStart: meterStart, newest: 1000,
            energyScale: energyScale, in: connection)
    }

    /// The charge point's factor for energy that is labelled wrong.
    static func energyScale(chargePointKey: Int64, in connection: any SQLConnection) throws -> Double? {
        try ChargePointStore.meterEnergyScale(key: chargePointKey, in: connection)
    }

    private static func summary(
        chargePointKey: Int64, transactionId: Int, meterStart: WattHours, newest: Int, energyScale: Double?,
        in connection: any SQLConnection
    ) throws -> Summary {
        let latest = try MeterValueStore.latest(
            chargePointKey: chargePointKey, transactionId: transactionId, limit: newest, energyScale: energyScale,
            in: connection)
        guard let newestValue = latest.first else { return Summary() }
        var values = Array(latest.reversed())
        if latest.count == newest {
            // The first reading tells whether the register counts the session.
            let first = try MeterValueStore.list(
                chargePointKey: chargePointKey, transactionId: transactionId, after: 0, limit: 1, energyScale: energyScale,
                in: connection)
            if let first = first.first, first.id != values.first?.id { values.insert(first, at: 0) }
        }
        let readings = values.compactMap(\.register)
        return Summary(
            lastAt: newestValue.timestamp, energy: SessionEnergy.energy(meterStart: meterStart, readings: readings),
            lastGoodReading: SessionEnergy.good(readings).last)
    }
}
