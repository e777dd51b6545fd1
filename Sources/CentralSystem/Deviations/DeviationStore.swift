import OCPPJ
import Persistence

/// The table of deviations: one row per charge point and rule.
struct DeviationStore {
    static let migrations = [
        Migration(100, "deviations") { _ in
            [
                """
                CREATE TABLE deviations (
                    charge_point_key BIGINT NOT NULL,
                    rule TEXT NOT NULL,
                    count BIGINT NOT NULL,
                    first_at BIGINT NOT NULL,
                    last_at BIGINT NOT NULL,
                    last_detail TEXT NOT NULL,
                    PRIMARY KEY (charge_point_key, rule)
                )
                """
            ]
        }
    ]

    static func add(_ deviation: Deviation, chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO deviations (charge_point_key, rule, count, first_at, last_at, last_detail)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (charge_point_key, rule) DO UPDATE SET
                count = deviations.count + excluded.count, last_at = excluded.last_at, last_detail = excluded.last_detail
            """,
            [
                .integer(chargePointKey), .text(deviation.rule.rawValue), .integer(Int64(deviation.count)),
                .integer(deviation.firstAt.milliseconds), .integer(deviation.lastAt.milliseconds),
                .text(deviation.lastDetail),
            ])
    }

    static func list(chargePointKey: Int64, in connection: any SQLConnection) throws -> [Deviation] {
        try connection.rows(
            "SELECT rule, count, first_at, last_at, last_detail FROM deviations WHERE charge_point_key = $1",
            [.integer(chargePointKey)]
        ).map { row in
            Deviation(
                rule: DeviationRule(rawValue: try row.text("rule")), count: try row.int("count"),
                firstAt: Timestamp(milliseconds: try row.int64("first_at")),
                lastAt: Timestamp(milliseconds: try row.int64("last_at")), lastDetail: try row.text("last_detail"))
        }
    }

    static func removeAll(chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM deviations WHERE charge_point_key = $1", [.integer(chargePointKey)])
    }
}
