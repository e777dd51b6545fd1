import OCPP16
import OCPPJ
import Persistence

extension TransactionStore {
    static func transaction(from row: SQLRow) throws -> Transaction {
        Transaction(
            id: try row.int("id"), chargePointKey: try row.int64("charge_point_key"),
            chargePointID: try row.text("charge_point_id"), connectorId: try row.int("connector_id"),
            idTag: try row.text("id_tag"), parentIdTag: try row.textIfPresent("parent_id_tag"),
            authorizationStatus: AuthorizationStatus(rawValue: try row.text("authorization_status")) ?? .invalid,
            state: TransactionState(number: try row.int("state")),
            startTimestamp: Timestamp(milliseconds: try row.int64("start_at")),
            startTimestampReceived: try row.text("start_at_received"),
            startReceivedAt: Timestamp(milliseconds: try row.int64("start_received_at")),
            startRepeats: try row.int("start_repeats"),
            startLastReceivedAt: Timestamp(milliseconds: try row.int64("start_last_received_at")),
            meterStart: WattHours(try row.int("meter_start")), reservationId: try row.intIfPresent("reservation_id"),
            stop: try stop(from: row), stopRepeats: try row.int("stop_repeats"),
            stopLastReceivedAt: try time("stop_last_received_at", of: row), energy: try energy(from: row),
            stale: try stale(from: row), quarantine: try quarantine(from: row),
            flags: try RecordFlags.flags(try row.bytesIfPresent("flags")))
    }

    private static func stop(from row: SQLRow) throws -> Transaction.Stop? {
        guard let timestamp = try time("stop_at", of: row), let receivedAt = try time("stop_received_at", of: row) else {
            return nil
        }
        return Transaction.Stop(
            timestamp: timestamp, timestampReceived: try row.textIfPresent("stop_at_received"), receivedAt: receivedAt,
            meterStop: try row.intIfPresent("meter_stop").map(WattHours.init), reason: try row.textIfPresent("stop_reason"),
            idTag: try row.textIfPresent("stop_id_tag"),
            closedBy: try row.textIfPresent("closed_by").flatMap(TransactionEnd.init(rawValue:)) ?? .chargePoint)
    }

    private static func energy(from row: SQLRow) throws -> Transaction.Energy? {
        guard let energy = try row.intIfPresent("energy"),
            let source = try row.textIfPresent("energy_source").flatMap(EnergySource.init(rawValue:))
        else { return nil }
        return Transaction.Energy(wattHours: WattHours(energy), source: source)
    }

    private static func stale(from row: SQLRow) throws -> Transaction.Stale? {
        guard let since = try time("stale_since", of: row) else { return nil }
        return Transaction.Stale(since: since, reason: try row.textIfPresent("stale_reason") ?? "")
    }

    private static func quarantine(from row: SQLRow) throws -> Transaction.Quarantine? {
        guard let reason = try row.textIfPresent("quarantine_reason"), let since = try time("quarantine_since", of: row)
        else { return nil }
        var reading: RegisterReading?
        if let at = try time("last_good_at", of: row), let register = try row.intIfPresent("last_good_register") {
            reading = RegisterReading(timestamp: at, register: WattHours(register))
        }
        return Transaction.Quarantine(
            reason: reason, since: since, proposedEnergy: try row.intIfPresent("proposed_energy").map(WattHours.init),
            lastGoodSample: reading, resolution: try resolution(from: row))
    }

    static func resolution(from row: SQLRow) throws -> Transaction.Resolution? {
        guard let at = try time("resolved_at", of: row) else { return nil }
        return Transaction.Resolution(
            at: at, by: try row.textIfPresent("resolved_by") ?? "", text: try row.textIfPresent("resolution") ?? "")
    }

    static func time(_ column: String, of row: SQLRow) throws -> Timestamp? {
        try row.int64IfPresent(column).map(Timestamp.init(milliseconds:))
    }
}
