import OCPPJ
import Persistence

extension TransactionStore {
    static let overviewMigrations = [
        Migration(501, "energy of transactions by their end") { _ in
            ["CREATE INDEX transactions_by_stop ON transactions (stop_at, energy) WHERE state = 2"]
        },
    ]

    /// Where the transactions began that are open now; as many as one machine serves.
    static func openStarts(in connection: any SQLConnection) throws -> [TransactionStart] {
        try connection.rows(
            "SELECT charge_point_key, connector_id, meter_start FROM transactions WHERE state <> 2 AND state = 0 LIMIT 100000"
        ).map { row in
            TransactionStart(
                chargePointKey: try row.int64("charge_point_key"), connectorId: try row.int("connector_id"),
                meterStart: WattHours(try row.int("meter_start")))
        }
    }

    /// Added up as floating point, because `sum` fails on two energies that are beyond all numbers together.
    static func energy(from start: Timestamp, to end: Timestamp, in connection: any SQLConnection) throws -> [HourlyEnergy] {
        try connection.rows(
            """
            SELECT (stop_at - $1) / 3600000 AS hour, cast(total(energy) AS INTEGER) AS energy, count(*) AS count
            FROM transactions WHERE state = 2 AND stop_at >= $1 AND stop_at < $2 GROUP BY 1 ORDER BY 1
            """, [.integer(start.milliseconds), .integer(end.milliseconds)]
        ).map { row in
            HourlyEnergy(hour: try row.int("hour"), energy: WattHours(try row.int("energy")), transactions: try row.int("count"))
        }
    }
}
