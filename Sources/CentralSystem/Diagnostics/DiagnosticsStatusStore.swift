import OCPPJ
import Persistence

/// The table of reports on uploads of diagnostics and logs.
struct DiagnosticsStatusStore {
    static let migrations = [
        Migration(80, "diagnostics and log status reports") { dialect in
            [
                """
                CREATE TABLE diagnostics_statuses (
                    id \(dialect.identityColumn),
                    charge_point_key BIGINT NOT NULL,
                    kind TEXT NOT NULL,
                    status TEXT NOT NULL,
                    request_id BIGINT,
                    received_at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX diagnostics_statuses_by_charge_point ON diagnostics_statuses (charge_point_key, id)",
            ]
        }
    ]

    /// How many notifications of a charge point are kept.
    private static let kept = 1000

    static func add(_ record: DiagnosticsStatusRecord, chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO diagnostics_statuses (charge_point_key, kind, status, request_id, received_at)
            VALUES ($1, $2, $3, $4, $5)
            """,
            [
                .integer(chargePointKey), .text(record.kind.rawValue), .text(record.status), SQLValue(record.requestId),
                .integer(record.receivedAt.milliseconds),
            ])
        try NewestRows.keep(kept, of: "diagnostics_statuses", chargePointKey: chargePointKey, in: connection)
    }

    static func list(
        _ kind: DiagnosticsStatusRecord.Kind, chargePointKey: Int64, before id: Int64?, limit: Int,
        in connection: any SQLConnection
    ) throws -> [DiagnosticsStatusRecord] {
        try connection.rows(
            """
            SELECT id, status, request_id, received_at FROM diagnostics_statuses
            WHERE charge_point_key = $1 AND kind = $2 AND id < $3 ORDER BY id DESC LIMIT $4
            """,
            [.integer(chargePointKey), .text(kind.rawValue), .integer(id ?? Int64.max), .integer(Int64(limit))]
        ).map { row in
            DiagnosticsStatusRecord(
                id: try row.int64("id"), kind: kind, status: try row.text("status"),
                requestId: try row.intIfPresent("request_id"), receivedAt: try row.timestamp("received_at"))
        }
    }
}
