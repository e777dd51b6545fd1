import OCPPJ
import Persistence

extension TransactionStore {
    static let overviewMigrations = [
        Migration(501, "energy of transactions by their end") { _ in
            ["CREATE INDEX transactions_by_stop ON transactions (stop_at, energy) WHERE state = 2"]
        },
        Migration(502, "transactions that are not closed, by state") { _ in
            ["CREATE INDEX transactions_unclosed_by_state ON transactions (state, id) WHERE state <> 2"]
        },
    ]

    static func energy(from start: Timestamp, to end: Timestamp, in connection: any SQLConnection) throws -> [HourlyEnergy] {
        try connection.rows(
            """
            SELECT (stop_at - $1) / 3600000 AS hour, sum(coalesce(energy, 0)) AS energy, count(*) AS count
            FROM transactions WHERE state = 2 AND stop_at >= $1 AND stop_at < $2 GROUP BY 1 ORDER BY 1
            """, [.integer(start.milliseconds), .integer(end.milliseconds)]
        ).map { row in
            HourlyEnergy(hour: try row.int("hour"), energy: WattHours(try row.int("energy")), transactions: try row.int("count"))
        }
    }
}
