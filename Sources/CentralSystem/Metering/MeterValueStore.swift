import OCPPJ
package import Persistence

/// The table of meter values: one row for each element of `meterValue`, with its samples as sent.
package struct MeterValueStore {
    package static let migrations = [
        Migration(40, "meterValues") { _ in
            [
                // transaction_id is 0 for what is kept with the connector. Flags are null when there are none.
                """
                CREATE TABLE meter_values (
                    charge_point_key BIGINT NOT NULL,
                    transaction_id BIGINT NOT NULL,
                    id BIGINT NOT NULL,
                    connector_id INTEGER NOT NULL,
                    origin INTEGER NOT NULL,
                    transaction_id_received BIGINT,
                    timestamp_at BIGINT NOT NULL,
                    timestamp_received TEXT,
                    received_at BIGINT NOT NULL,
                    sampled_value TEXT NOT NULL,
                    flags TEXT,
                    PRIMARY KEY (charge_point_key, transaction_id, id)
                )
                """
            ]
        }
    ]

    /// What one message's rows have in common.
    struct Origin: Sendable {
        var chargePointKey: Int64
        var connectorId: Int
        var transactionId: Int?
        var transactionIdReceived: Int?
        var origin: MeterValueOrigin
        var receivedAt: Timestamp
        /// How many meter values the message holds.
        var elements: Int
    }

    private static let insertSQL = """
        INSERT INTO meter_values (charge_point_key, transaction_id, id, connector_id, origin, transaction_id_received,
            timestamp_at, timestamp_received, received_at, sampled_value, flags)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (charge_point_key, transaction_id, id) DO NOTHING
        """

    // Only what was last received can come again: a charge point goes on when it has the answer.
    private static let repeatSQL = """
        SELECT 1 FROM (
            SELECT connector_id, timestamp_received, sampled_value FROM meter_values
            WHERE charge_point_key = $1 AND transaction_id = $2 ORDER BY id DESC LIMIT $6
        ) AS newest WHERE timestamp_received = $3 AND connector_id = $4 AND sampled_value = $5 LIMIT 1
        """

    /// Whether this very meter value is among the newest: its answer was lost, and the charge point sent it again under
    /// another message id or on another connection.
    private static func isRepeat(
        _ value: ReceivedMeterValue, _ origin: Origin, in connection: any SQLConnection
    ) throws -> Bool {
        guard let timestamp = value.timestampText else { return false }
        // Connectors share the rows without a transaction.
        let rows = origin.transactionId == nil ? max(8, origin.elements) : origin.elements
        return try connection.row(
            repeatSQL,
            [
                .integer(origin.chargePointKey), .integer(Int64(origin.transactionId ?? 0)), .text(timestamp),
                .integer(Int64(origin.connectorId)), .utf8(value.sampledValue), .integer(Int64(rows)),
            ]) != nil
    }

    /// Stores the meter value, unless it is stored already.
    static func insert(
        _ value: ReceivedMeterValue, _ origin: Origin, extraFlag: RecordFlag?, numbers: MeterValueSequence,
        in connection: any SQLConnection
    ) throws {
        guard try !isRepeat(value, origin, in: connection) else { return }
        let flags = extraFlag.map { value.flags + [$0] } ?? value.flags
        // A number is taken already only when the machine's clock was set back between two runs of the program.
        while try connection.execute(
            insertSQL,
            [
                .integer(origin.chargePointKey), .integer(Int64(origin.transactionId ?? 0)),
                .integer(numbers.next(receivedAt: origin.receivedAt)), .integer(Int64(origin.connectorId)),
                .integer(Int64(origin.origin.rawValue)), SQLValue(origin.transactionIdReceived),
                .integer(value.time.timestamp.milliseconds), SQLValue(value.timestampText),
                .integer(origin.receivedAt.milliseconds), .utf8(value.sampledValue),
                flags.isEmpty ? .null : .text(try RecordFlags.text(flags)),
            ]) == 0
        {}
    }

    private static let columns = """
        charge_point_key, transaction_id, id, connector_id, origin, transaction_id_received, timestamp_at,
        timestamp_received, received_at, sampled_value, flags
        """

    private static let transactionSQL = """
        SELECT \(columns) FROM meter_values
        WHERE charge_point_key = $1 AND transaction_id = $2 AND id > $3 ORDER BY id LIMIT $4
        """
    private static let latestSQL = """
        SELECT \(columns) FROM meter_values
        WHERE charge_point_key = $1 AND transaction_id = $2 AND id < $3 ORDER BY id DESC LIMIT $4
        """
    private static let chargePointSQL = """
        SELECT \(columns) FROM meter_values
        WHERE charge_point_key = $1 AND id > $2 ORDER BY id LIMIT $3
        """
    private static let connectorSQL = """
        SELECT \(columns) FROM meter_values
        WHERE charge_point_key = $1 AND connector_id = $4 AND id > $2 ORDER BY id LIMIT $3
        """

    /// In the order of receipt.
    static func list(
        chargePointKey: Int64, transactionId: Int, after: Int64, limit: Int, energyScale: Double?,
        in connection: any SQLConnection
    ) throws -> [RecordedMeterValue] {
        try connection.rows(
            transactionSQL,
            [.integer(chargePointKey), .integer(Int64(transactionId)), .integer(after), .integer(Int64(limit))]
        ).map { try RecordedMeterValue(row: $0, energyScale: energyScale) }
    }

    /// The newest ones before the given id, newest first.
    static func latest(
        chargePointKey: Int64, transactionId: Int, before: Int64 = .max, limit: Int, energyScale: Double?,
        in connection: any SQLConnection
    ) throws -> [RecordedMeterValue] {
        try connection.rows(
            latestSQL,
            [.integer(chargePointKey), .integer(Int64(transactionId)), .integer(before), .integer(Int64(limit))]
        ).map { try RecordedMeterValue(row: $0, energyScale: energyScale) }
    }

    /// The ids of a transaction's meter values in the order of receipt; from the index alone.
    static func ids(chargePointKey: Int64, transactionId: Int, limit: Int, in connection: any SQLConnection) throws -> [Int64] {
        try connection.rows(
            "SELECT id FROM meter_values WHERE charge_point_key = $1 AND transaction_id = $2 ORDER BY id LIMIT $3",
            [.integer(chargePointKey), .integer(Int64(transactionId)), .integer(Int64(limit))]
        ).map { try $0.int64("id") }
    }

    /// The id of the newest meter value of a transaction.
    static func lastID(chargePointKey: Int64, transactionId: Int, in connection: any SQLConnection) throws -> Int64? {
        try connection.row(
            "SELECT id FROM meter_values WHERE charge_point_key = $1 AND transaction_id = $2 ORDER BY id DESC LIMIT 1",
            [.integer(chargePointKey), .integer(Int64(transactionId))]
        )?.int64("id")
    }

    /// The first id from one on, of a transaction's meter values.
    static func firstID(
        from id: Int64, chargePointKey: Int64, transactionId: Int, in connection: any SQLConnection
    ) throws -> Int64? {
        try connection.row(
            "SELECT id FROM meter_values WHERE charge_point_key = $1 AND transaction_id = $2 AND id >= $3 ORDER BY id LIMIT 1",
            [.integer(chargePointKey), .integer(Int64(transactionId)), .integer(id)]
        )?.int64("id")
    }

    private static let findSQL = """
        SELECT \(columns) FROM meter_values WHERE charge_point_key = $1 AND transaction_id = $2 AND id = $3
        """

    /// Some of a transaction's meter values, in the order of the ids.
    static func find(
        chargePointKey: Int64, transactionId: Int, ids: [Int64], energyScale: Double?, in connection: any SQLConnection
    ) throws -> [RecordedMeterValue] {
        try ids.compactMap { id in
            try connection.row(findSQL, [.integer(chargePointKey), .integer(Int64(transactionId)), .integer(id)])
                .map { try RecordedMeterValue(row: $0, energyScale: energyScale) }
        }
    }

    /// Of a whole charge point or one connector, in the order of receipt.
    static func list(
        chargePointKey: Int64, connectorId: Int?, after: Int64, limit: Int, energyScale: Double?,
        in connection: any SQLConnection
    ) throws -> [RecordedMeterValue] {
        var arguments: [SQLValue] = [.integer(chargePointKey), .integer(after), .integer(Int64(limit))]
        if let connectorId { arguments.append(.integer(Int64(connectorId))) }
        return try connection.rows(connectorId == nil ? chargePointSQL : connectorSQL, arguments)
            .map { try RecordedMeterValue(row: $0, energyScale: energyScale) }
    }
}

extension RecordedMeterValue {
    /// Normalisation happens here, when reading: the row holds what was sent.
    fileprivate init(row: SQLRow, energyScale: Double?) throws {
        let transactionId = try row.int("transaction_id")
        let sampledValue = try row.bytes("sampled_value")
        self.init(
            id: try row.int64("id"), chargePointKey: try row.int64("charge_point_key"),
            connectorId: try row.int("connector_id"), transactionId: transactionId == 0 ? nil : transactionId,
            transactionIdReceived: try row.intIfPresent("transaction_id_received"),
            origin: MeterValueOrigin(rawValue: try row.int("origin")) ?? .meterValues,
            timestamp: Timestamp(milliseconds: try row.int64("timestamp_at")),
            timestampReceived: try row.textIfPresent("timestamp_received"),
            receivedAt: Timestamp(milliseconds: try row.int64("received_at")),
            sampledValue: sampledValue, samples: [], setAside: [],
            flags: try RecordFlags.flags(try row.bytesIfPresent("flags")))
        for node in try JSONNode.parse(sampledValue).elements {
            switch SampleNormalization(node, energyScale: energyScale) {
            case .good(let sample, _): samples.append(sample)
            case .setAside(let sample): setAside.append(sample)
            }
        }
    }
}
