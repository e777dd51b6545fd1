import OCPP16
import OCPPJ
import Persistence

/// The table of vendors whose DataTransfers are handed on. The primary key is the lower-case vendorId.
struct DataTransferVendorStore {
    static let migrations = [
        Migration(87, "vendors of data transfers") { _ in
            [
                """
                CREATE TABLE data_transfer_vendors (
                    vendor_key TEXT NOT NULL PRIMARY KEY,
                    vendor_id TEXT NOT NULL,
                    message_ids TEXT,
                    url TEXT NOT NULL,
                    timeout_seconds INTEGER NOT NULL,
                    secret TEXT,
                    created_at BIGINT NOT NULL,
                    updated_at BIGINT NOT NULL
                )
                """
            ]
        }
    ]

    static func find(_ key: String, in connection: any SQLConnection) throws -> DataTransferVendor? {
        try connection.row("SELECT * FROM data_transfer_vendors WHERE vendor_key = $1", [.text(key)]).map(vendor)
    }

    static func list(after key: String?, limit: Int, in connection: any SQLConnection) throws -> [DataTransferVendor] {
        try connection.rows(
            "SELECT * FROM data_transfer_vendors WHERE vendor_key > $1 ORDER BY vendor_key LIMIT $2",
            [.text(key ?? ""), .integer(Int64(limit))]
        ).map(vendor)
    }

    static func save(_ vendor: DataTransferVendor, in connection: any SQLConnection) throws {
        let values = vendor.values
        try connection.execute(
            """
            INSERT INTO data_transfer_vendors (vendor_key, vendor_id, message_ids, url, timeout_seconds, secret, created_at,
                updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (vendor_key) DO UPDATE SET vendor_id = excluded.vendor_id, message_ids = excluded.message_ids,
                url = excluded.url, timeout_seconds = excluded.timeout_seconds, secret = excluded.secret,
                updated_at = excluded.updated_at
            """,
            [
                .text(vendor.vendorId.key), .text(vendor.vendorId.text), SQLValue(utf8: values.messageIds.map(json)),
                .text(values.url), .integer(Int64(values.timeoutSeconds)), SQLValue(values.secret),
                .integer(vendor.createdAt.milliseconds), .integer(vendor.updatedAt.milliseconds),
            ])
    }

    /// false when there was none.
    static func delete(_ key: String, in connection: any SQLConnection) throws -> Bool {
        try connection.execute("DELETE FROM data_transfer_vendors WHERE vendor_key = $1", [.text(key)]) > 0
    }

    private static func vendor(_ row: SQLRow) throws -> DataTransferVendor {
        DataTransferVendor(
            vendorId: try CiString(try row.text("vendor_id")),
            values: DataTransferVendorValues(
                messageIds: try row.bytesIfPresent("message_ids").map {
                    try JSONNode.parse($0).elements.compactMap(\.string)
                },
                url: try row.text("url"), timeoutSeconds: try row.int("timeout_seconds"),
                secret: try row.textIfPresent("secret")),
            createdAt: try row.timestamp("created_at"), updatedAt: try row.timestamp("updated_at"))
    }

    private static func json(_ texts: [String]) -> [UInt8] {
        var writer = JSONWriter()
        writer.raw("[")
        for (index, text) in texts.enumerated() {
            if index > 0 { writer.raw(",") }
            writer.string(text)
        }
        writer.raw("]")
        return writer.bytes
    }
}
