package import OCPPJ
package import Persistence
import OCPP16

/// The table of connectors.
package struct ConnectorStore {
    package static let migrations = [
        Migration(10, "connectors") { _ in
            [
                """
                CREATE TABLE connectors (
                    charge_point_key BIGINT NOT NULL,
                    connector_id INTEGER NOT NULL,
                    status TEXT,
                    error_code TEXT,
                    info TEXT,
                    vendor_id TEXT,
                    vendor_error_code TEXT,
                    status_at BIGINT,
                    status_at_received TEXT,
                    received_at BIGINT,
                    created_at BIGINT NOT NULL,
                    PRIMARY KEY (charge_point_key, connector_id)
                )
                """
            ]
        }
    ]

    /// The greatest connector that is kept. No charge point has as many; a number beyond is a fault, or somebody's attempt to
    /// fill the disk.
    static let greatestConnectorId = 1000

    /// Creates the connector unless it is known. Any message may name a connector that was never reported.
    package static func ensureExists(
        chargePointKey: Int64, connectorId: Int, at time: Timestamp, in connection: any SQLConnection
    ) throws {
        guard connectorId <= greatestConnectorId else { return }
        try connection.execute(
            """
            INSERT INTO connectors (charge_point_key, connector_id, created_at) VALUES ($1, $2, $3)
            ON CONFLICT (charge_point_key, connector_id) DO NOTHING
            """,
            [.integer(chargePointKey), .integer(Int64(connectorId)), .integer(time.milliseconds)])
    }

    /// Keeps a connector's report, whatever was known of the connector before.
    static func save(
        _ report: Connector.Report, chargePointKey: Int64, connectorId: Int, in connection: any SQLConnection
    ) throws {
        guard connectorId <= greatestConnectorId else { return }
        try connection.execute(
            """
            INSERT INTO connectors (charge_point_key, connector_id, status, error_code, info, vendor_id, vendor_error_code,
                status_at, status_at_received, received_at, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
            ON CONFLICT (charge_point_key, connector_id) DO UPDATE SET
                status = excluded.status, error_code = excluded.error_code, info = excluded.info,
                vendor_id = excluded.vendor_id, vendor_error_code = excluded.vendor_error_code,
                status_at = excluded.status_at, status_at_received = excluded.status_at_received,
                received_at = excluded.received_at
            """,
            [
                .integer(chargePointKey), .integer(Int64(connectorId)), .text(report.status.rawValue),
                .text(report.errorCode.rawValue), SQLValue(report.info), SQLValue(report.vendorId),
                SQLValue(report.vendorErrorCode), SQLValue(report.timestamp?.milliseconds),
                SQLValue(report.timestampReceived), .integer(report.receivedAt.milliseconds),
            ])
    }

    static func list(chargePointKey: Int64, in connection: any SQLConnection) throws -> [Connector] {
        try connection.rows(
            """
            SELECT connector_id, status, error_code, info, vendor_id, vendor_error_code, status_at, status_at_received,
                received_at, created_at
            FROM connectors WHERE charge_point_key = $1 ORDER BY connector_id
            """,
            [.integer(chargePointKey)]
        ).map { row in
            Connector(
                chargePointKey: chargePointKey, connectorId: try row.int("connector_id"), report: try report(row),
                createdAt: try row.timestamp("created_at"))
        }
    }

    static func removeAll(chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM connectors WHERE charge_point_key = $1", [.integer(chargePointKey)])
    }

    private static func report(_ row: SQLRow) throws -> Connector.Report? {
        guard
            let status = try row.textIfPresent("status").flatMap({ ChargePointStatus(rawValue: $0) }),
            let errorCode = try row.textIfPresent("error_code").flatMap({ ChargePointErrorCode(rawValue: $0) })
        else { return nil }
        return Connector.Report(
            status: status, errorCode: errorCode, info: try row.textIfPresent("info"),
            vendorId: try row.textIfPresent("vendor_id"), vendorErrorCode: try row.textIfPresent("vendor_error_code"),
            timestamp: try row.timestampIfPresent("status_at"),
            timestampReceived: try row.textIfPresent("status_at_received"), receivedAt: try row.timestamp("received_at"))
    }
}
