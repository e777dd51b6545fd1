import OCPPJ
import Persistence

/// The table of DataTransfers, both ways; the newest of each charge point.
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
        },
        Migration(96, "answers of data transfers, and those that are sent") { _ in
            [
                "ALTER TABLE data_transfers ADD COLUMN direction TEXT NOT NULL DEFAULT 'received'",
                "ALTER TABLE data_transfers ADD COLUMN answer_data TEXT",
                "ALTER TABLE data_transfers ADD COLUMN reason TEXT",
                "ALTER TABLE data_transfers ADD COLUMN command_id BIGINT",
                "CREATE UNIQUE INDEX data_transfers_by_command ON data_transfers (command_id) WHERE command_id IS NOT NULL",
            ]
        },
    ]

    /// In the column of the status while there is none.
    private static let noStatus = ""

    static func add(_ record: DataTransferRecord, chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO data_transfers (charge_point_key, vendor_id, message_id, data, status, received_at, direction,
                answer_data, reason, command_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            [
                .integer(chargePointKey), .text(record.vendorId), SQLValue(record.messageId), SQLValue(record.data),
                .text(record.status ?? noStatus), .integer(record.receivedAt.milliseconds), .text(record.direction.rawValue),
                SQLValue(record.answerData), SQLValue(record.reason), SQLValue(record.commandId),
            ])
        try NewestRows.keep(kept, of: "data_transfers", chargePointKey: chargePointKey, in: connection)
    }

    /// Writes down what became of one that was sent.
    static func conclude(
        command: CommandReference, status: String?, data: String?, reason: String?, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            "UPDATE data_transfers SET status = $2, answer_data = $3, reason = $4 WHERE command_id = $1",
            [.integer(command.id), .text(status ?? noStatus), SQLValue(data), SQLValue(reason)])
    }

    static func list(
        chargePointKey: Int64, before id: Int64?, limit: Int, in connection: any SQLConnection
    ) throws -> [DataTransferRecord] {
        try connection.rows(
            """
            SELECT * FROM data_transfers
            WHERE charge_point_key = $1 AND id < $2 ORDER BY id DESC LIMIT $3
            """,
            [.integer(chargePointKey), .integer(id ?? Int64.max), .integer(Int64(limit))]
        ).map { row in
            let status = try row.text("status")
            return DataTransferRecord(
                id: try row.int64("id"),
                direction: DataTransferRecord.Direction(rawValue: try row.text("direction")) ?? .received,
                vendorId: try row.text("vendor_id"), messageId: try row.textIfPresent("message_id"),
                data: try row.textIfPresent("data"), status: status == noStatus ? nil : status,
                answerData: try row.textIfPresent("answer_data"), reason: try row.textIfPresent("reason"),
                commandId: try row.int64IfPresent("command_id"), receivedAt: try row.timestamp("received_at"))
        }
    }
}
