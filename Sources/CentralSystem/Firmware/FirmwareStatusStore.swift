import OCPPJ
import Persistence

/// The table of firmware status reports.
struct FirmwareStatusStore {
    static let migrations = [
        Migration(70, "firmware status reports") { dialect in
            [
                """
                CREATE TABLE firmware_statuses (
                    id \(dialect.identityColumn),
                    charge_point_key BIGINT NOT NULL,
                    status TEXT NOT NULL,
                    request_id BIGINT,
                    is_signed INTEGER NOT NULL,
                    received_at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX firmware_statuses_by_charge_point ON firmware_statuses (charge_point_key, id)",
            ]
        }
    ]

    /// How many notifications of a charge point are kept.
    private static let kept = 1000

    static func add(_ record: FirmwareStatusRecord, chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO firmware_statuses (charge_point_key, status, request_id, is_signed, received_at)
            VALUES ($1, $2, $3, $4, $5)
            """,
            [
                .integer(chargePointKey), .text(record.status), SQLValue(record.requestId), SQLValue(record.isSigned),
                .integer(record.receivedAt.milliseconds),
            ])
        try NewestRows.keep(kept, of: "firmware_statuses", chargePointKey: chargePointKey, in: connection)
    }

    static func list(
        chargePointKey: Int64, before id: Int64?, limit: Int, in connection: any SQLConnection
    ) throws -> [FirmwareStatusRecord] {
        try connection.rows(
            """
            SELECT id, status, request_id, is_signed, received_at FROM firmware_statuses
            WHERE charge_point_key = $1 AND id < $2 ORDER BY id DESC LIMIT $3
            """,
            [.integer(chargePointKey), .integer(id ?? Int64.max), .integer(Int64(limit))]
        ).map { row in
            FirmwareStatusRecord(
                id: try row.int64("id"), status: try row.text("status"), requestId: try row.intIfPresent("request_id"),
                isSigned: try row.bool("is_signed"), receivedAt: try row.timestamp("received_at"))
        }
    }
}
