import OCPPJ
import Persistence

/// The table of DataTransfers that charge points sent; the newest of each charge point.
struct DataTransferStore {
    /// Rows kept for each charge point.
    static let kept = 1000

    static let migrations = [
        Migration(95, "data transfers") { dialect in
            [
                """
                CREATE TABLE data_transfers (
                    id \(dialect.identityColumn),
                    charge_point_key BIGINT NOT NULL,
                    vendor_id TEXT NOT NULL,
                    message_id TEXT,
                    data TEXT,
                    status TEXT NOT NULL,
                    received_at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX data_transfers_by_charge_point ON data_transfers (charge_point_key, id)",
            ]
        }
    ]

    static func add(_ record: DataTransferRecord, chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO data_transfers (charge_point_key, vendor_id, message_id, data, status, received_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .integer(chargePointKey), .text(record.vendorId), SQLValue(record.messageId), SQLValue(record.data),
                .text(record.status), .integer(record.receivedAt.milliseconds),
            ])
        try NewestRows.keep(kept, of: "data_transfers", chargePointKey: chargePointKey, in: connection)
    }

    static func list(
        chargePointKey: Int64, before id: Int64?, limit: Int, in connection: any SQLConnection
    ) throws -> [DataTransferRecord] {
        try connection.rows(
            """
            SELECT id, vendor_id, message_id, data, status, received_at FROM data_transfers
            WHERE charge_point_key = $1 AND id < $2 ORDER BY id DESC LIMIT $3
            """,
            [.integer(chargePointKey), .integer(id ?? Int64.max), .integer(Int64(limit))]
        ).map { row in
            DataTransferRecord(
                id: try row.int64("id"), vendorId: try row.text("vendor_id"), messageId: try row.textIfPresent("message_id"),
                data: try row.textIfPresent("data"), status: try row.text("status"),
                receivedAt: try row.timestamp("received_at"))
        }
    }
}
