import OCPPJ
import Persistence

extension TransactionStore {
    /// The end of a transaction as it is stored.
    struct Closing: Sendable {
        var id: Int
        var timestamp: Timestamp
        /// nil when an operator closes it.
        var timestampReceived: String?
        var receivedAt: Timestamp
        var meterStop: WattHours?
        var reason: String?
        var idTag: String?
        /// The id as sent, nil when it was this transaction's.
        var transactionIdReceived: Int?
        var closedBy: TransactionEnd
        var energy: ClosingEnergy
        /// All flags of the transaction, old and new.
        var flags: [RecordFlag]
    }

    private static let candidateColumns = """
        t.id, t.charge_point_key, t.connector_id, t.state, t.id_tag_key, t.parent_id_tag, t.meter_start, t.start_at,
        t.meter_stop, t.stop_at_received, t.closed_by, t.energy, t.flags
        """
    private static let candidateSQL = """
        SELECT \(candidateColumns), NULL AS superseded_at FROM transactions t WHERE t.id = $1
        """
    private static let unclosedSQL = """
        SELECT \(candidateColumns), (
            SELECT MIN(n.start_at) FROM transactions n
            WHERE n.charge_point_key = t.charge_point_key AND n.connector_id = t.connector_id AND n.id > t.id
        ) AS superseded_at
        FROM transactions t WHERE t.charge_point_key = $1 AND t.state <> 2 ORDER BY t.id DESC LIMIT 50
        """
    private static let stoppedAsSQL = """
        SELECT id FROM transactions
        WHERE charge_point_key = $1 AND stop_transaction_id_received = $2 AND stop_at_received = $3 AND meter_stop = $4
        """
    private static let closeSQL = """
        UPDATE transactions SET state = 2, meter_stop = $2, stop_at = $3, stop_at_received = $4, stop_received_at = $5,
            stop_reason = $6, stop_id_tag = $7, stop_transaction_id_received = $8, stop_last_received_at = $5,
            closed_by = $9, energy = $10, energy_source = $11, quarantined = $12, quarantine_reason = $13,
            quarantine_since = $14, proposed_energy = $15, last_good_at = $16, last_good_register = $17,
            resolved_at = NULL, resolved_by = NULL, resolution = NULL, flags = $18
        WHERE id = $1
        """

    static func stopCandidate(_ id: Int, in connection: any SQLConnection) throws -> StopCandidate? {
        guard id > 0 else { return nil }
        return try connection.row(candidateSQL, [.integer(Int64(id))]).map(stopCandidate(from:))
    }

    /// The charge point's open and stale transactions, newest first; at most 50.
    static func unclosed(chargePointKey: Int64, in connection: any SQLConnection) throws -> [StopCandidate] {
        try connection.rows(unclosedSQL, [.integer(chargePointKey)]).map(stopCandidate(from:))
    }

    /// The transaction that a stop with this (wrong) id, time and reading ended before; nil when there is none.
    static func transactionStopped(by stop: StopDecision.Stop, in connection: any SQLConnection) throws -> Int? {
        try connection.row(
            stoppedAsSQL,
            [
                .integer(stop.chargePointKey), .integer(Int64(stop.transactionId)), .text(stop.timestampReceived),
                .integer(Int64(stop.meterStop.value)),
            ])?.int("id")
    }

    static func close(_ closing: Closing, in connection: any SQLConnection) throws {
        let quarantine = closing.energy.quarantine
        try connection.execute(
            closeSQL,
            [
                .integer(Int64(closing.id)), SQLValue(closing.meterStop?.value), .integer(closing.timestamp.milliseconds),
                SQLValue(closing.timestampReceived), .integer(closing.receivedAt.milliseconds), SQLValue(closing.reason),
                SQLValue(closing.idTag), SQLValue(closing.transactionIdReceived), .text(closing.closedBy.rawValue),
                SQLValue(closing.energy.energy?.wattHours.value), SQLValue(closing.energy.energy?.source.rawValue),
                quarantine == nil ? 0 : 1, SQLValue(quarantine?.reason), SQLValue(quarantine?.since.milliseconds),
                SQLValue(quarantine?.proposedEnergy?.value), SQLValue(quarantine?.lastGoodSample?.timestamp.milliseconds),
                SQLValue(quarantine?.lastGoodSample?.register.value),
                closing.flags.isEmpty ? .null : .text(try RecordFlags.text(closing.flags)),
            ])
    }

    /// Counts a stop that was sent again.
    static func countRepeatedStop(_ id: Int, at moment: Timestamp, in connection: any SQLConnection) throws {
        try connection.execute(
            "UPDATE transactions SET stop_repeats = stop_repeats + 1, stop_last_received_at = $2 WHERE id = $1",
            [.integer(Int64(id)), .integer(moment.milliseconds)])
    }

    /// Ends a quarantine with the energy that an operator decided.
    static func resolveQuarantine(
        _ id: Int, energy: WattHours, _ resolution: Transaction.Resolution, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            UPDATE transactions SET quarantined = 0, energy = $2, energy_source = $3, resolved_at = $4, resolved_by = $5,
                resolution = $6
            WHERE id = $1
            """,
            [
                .integer(Int64(id)), .integer(Int64(energy.value)), .text(EnergySource.operator.rawValue),
                .integer(resolution.at.milliseconds), .text(resolution.by), .text(resolution.text),
            ])
    }

    private static func stopCandidate(from row: SQLRow) throws -> StopCandidate {
        StopCandidate(
            id: try row.int("id"), chargePointKey: try row.int64("charge_point_key"),
            connectorId: try row.int("connector_id"), state: TransactionState(number: try row.int("state")),
            idTagKey: try row.text("id_tag_key"), parentIdTag: try row.textIfPresent("parent_id_tag"),
            meterStart: WattHours(try row.int("meter_start")),
            startTimestamp: Timestamp(milliseconds: try row.int64("start_at")),
            supersededAt: try time("superseded_at", of: row),
            meterStop: try row.intIfPresent("meter_stop").map(WattHours.init),
            stopTimestampReceived: try row.textIfPresent("stop_at_received"),
            closedBy: try row.textIfPresent("closed_by").flatMap(TransactionEnd.init(rawValue:)),
            energy: try row.intIfPresent("energy").map(WattHours.init),
            flags: try RecordFlags.flags(try row.bytesIfPresent("flags")))
    }
}
