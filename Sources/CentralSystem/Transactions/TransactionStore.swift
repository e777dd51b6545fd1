import OCPP16
import OCPPJ
package import Persistence

/// The tables of transactions and of stops without a transaction.
package struct TransactionStore {
    /// `state` in the table. The partial indexes name them, so the numbers stay as they are.
    static let open = 0
    static let stale = 1
    static let closed = 2

    package static let migrations = [
        Migration(30, "transactions") { dialect in
            [
                """
                CREATE TABLE transactions (
                    id \(dialect.identityColumn),
                    charge_point_key BIGINT NOT NULL,
                    connector_id INTEGER NOT NULL,
                    state INTEGER NOT NULL,
                    id_tag_key TEXT NOT NULL,
                    id_tag TEXT NOT NULL,
                    parent_id_tag TEXT,
                    authorization_status TEXT NOT NULL,
                    reservation_id INTEGER,
                    meter_start BIGINT NOT NULL,
                    start_at BIGINT NOT NULL,
                    start_at_received TEXT NOT NULL,
                    start_received_at BIGINT NOT NULL,
                    start_repeats INTEGER NOT NULL DEFAULT 0,
                    start_last_received_at BIGINT NOT NULL,
                    meter_stop BIGINT,
                    stop_at BIGINT,
                    stop_at_received TEXT,
                    stop_received_at BIGINT,
                    stop_reason TEXT,
                    stop_id_tag TEXT,
                    stop_transaction_id_received BIGINT,
                    stop_repeats INTEGER NOT NULL DEFAULT 0,
                    stop_last_received_at BIGINT,
                    closed_by TEXT,
                    energy BIGINT,
                    energy_source TEXT,
                    stale_since BIGINT,
                    stale_reason TEXT,
                    quarantined INTEGER NOT NULL DEFAULT 0,
                    quarantine_reason TEXT,
                    quarantine_since BIGINT,
                    proposed_energy BIGINT,
                    last_good_at BIGINT,
                    last_good_register BIGINT,
                    resolved_at BIGINT,
                    resolved_by TEXT,
                    resolution TEXT,
                    flags TEXT
                )
                """,
                // The same connector, idTag, timestamp and meterStart are the same transaction (field note 4.2): the
                // database itself sees to it, whichever connection or node the repeat comes through.
                """
                CREATE UNIQUE INDEX transactions_identity ON transactions
                    (charge_point_key, connector_id, start_at_received, meter_start, id_tag_key)
                """,
                "CREATE INDEX transactions_unclosed ON transactions (charge_point_key, connector_id) WHERE state <> 2",
                "CREATE INDEX transactions_id_tag ON transactions (id_tag_key, state)",
                "CREATE INDEX transactions_quarantined ON transactions (id) WHERE quarantined = 1",
            ]
        },
        Migration(31, "orphanedStops") { dialect in
            [
                """
                CREATE TABLE orphaned_stops (
                    id \(dialect.identityColumn),
                    charge_point_key BIGINT NOT NULL,
                    transaction_id_received BIGINT NOT NULL,
                    id_tag TEXT,
                    meter_stop BIGINT NOT NULL,
                    stop_at BIGINT NOT NULL,
                    stop_at_received TEXT NOT NULL,
                    reason TEXT,
                    received_at BIGINT NOT NULL,
                    repeats INTEGER NOT NULL DEFAULT 0,
                    last_received_at BIGINT NOT NULL,
                    transaction_data TEXT,
                    candidates TEXT NOT NULL,
                    cause TEXT NOT NULL,
                    resolved_at BIGINT,
                    resolved_by TEXT,
                    resolution TEXT,
                    resolved_transaction_id BIGINT
                )
                """,
                """
                CREATE UNIQUE INDEX orphaned_stops_identity ON orphaned_stops
                    (charge_point_key, transaction_id_received, stop_at_received, meter_stop)
                """,
            ]
        },
    ]

    static let selectSQL = """
        SELECT t.*, c.id AS charge_point_id FROM transactions t JOIN charge_points c ON c.key = t.charge_point_key
        """
    private static let findSQL = "\(selectSQL) WHERE t.id = $1"

    /// Without its meter values; see `TransactionService.withMeterValues`.
    static func find(_ id: Int, in connection: any SQLConnection) throws -> Transaction? {
        try connection.row(findSQL, [.integer(Int64(id))]).map(transaction(from:))
    }

    /// Newest first.
    static func list(
        _ filter: TransactionFilter, before: Int64?, limit: Int, in connection: any SQLConnection
    ) throws -> [Transaction] {
        var conditions: [String] = []
        var arguments: [SQLValue] = []
        // Conditions that nobody asked for are left out, because with them no index would be used. There are few
        // combinations, so the statements can still be kept prepared.
        func add(_ condition: String, _ value: SQLValue?) {
            guard let value else { return }
            arguments.append(value)
            conditions.append("\(condition) $\(arguments.count)")
        }
        if let identity = filter.chargePointID {
            arguments.append(.text(identity))
            conditions.append("t.charge_point_key = (SELECT key FROM charge_points WHERE id = $\(arguments.count))")
        }
        add("t.connector_id =", filter.connectorId.map { .integer(Int64($0)) })
        add("t.id_tag_key =", filter.idTag.map { .text($0.lowercased()) })
        if let state = filter.state {
            // Few are not closed; an index has them, and is used only where this stands in the text.
            if state != .closed { conditions.append("t.state <> 2") }
            conditions.append("t.state = \(state.number)")
        }
        add("t.start_at >=", filter.from.map { .integer($0.milliseconds) })
        add("t.start_at <", filter.to.map { .integer($0.milliseconds) })
        add("t.id <", before.map { .integer($0) })
        if let quarantined = filter.quarantined { conditions.append(quarantined ? "t.quarantined = 1" : "t.quarantined = 0") }
        arguments.append(.integer(Int64(limit)))
        let condition = conditions.isEmpty ? "" : "WHERE \(conditions.joined(separator: " AND ")) "
        return try connection.rows("\(selectSQL) \(condition)ORDER BY t.id DESC LIMIT $\(arguments.count)", arguments)
            .map(transaction(from:))
    }

    private static let meteringColumns = "id, charge_point_key, connector_id, state, start_at, stop_at"
    private static let meteringSQL = "SELECT \(meteringColumns) FROM transactions WHERE id = $1"
    private static let openMeteringSQL = """
        SELECT \(meteringColumns) FROM transactions
        WHERE charge_point_key = $1 AND connector_id = $2 AND state <> 2 AND state = 0 ORDER BY id DESC LIMIT 1
        """

    static func meteringCandidate(_ id: Int, in connection: any SQLConnection) throws -> MeterValueAttachment.Candidate? {
        try connection.row(meteringSQL, [.integer(Int64(id))]).map(meteringCandidate(from:))
    }

    static func openMeteringCandidate(
        chargePointKey: Int64, connectorId: Int, in connection: any SQLConnection
    ) throws -> MeterValueAttachment.Candidate? {
        try connection.row(openMeteringSQL, [.integer(chargePointKey), .integer(Int64(connectorId))])
            .map(meteringCandidate(from:))
    }

    private static func meteringCandidate(from row: SQLRow) throws -> MeterValueAttachment.Candidate {
        MeterValueAttachment.Candidate(
            id: try row.int("id"), chargePointKey: try row.int64("charge_point_key"),
            connectorId: try row.int("connector_id"), state: TransactionState(number: try row.int("state")),
            startTimestamp: Timestamp(milliseconds: try row.int64("start_at")),
            stopTimestamp: try row.int64IfPresent("stop_at").map(Timestamp.init(milliseconds:)))
    }

    /// ConnectorId to transactionId of the open transactions.
    static func openTransactions(chargePointKey: Int64, in connection: any SQLConnection) throws -> [Int: Int] {
        var result: [Int: Int] = [:]
        for row in try connection.rows(
            """
            SELECT connector_id, id FROM transactions WHERE charge_point_key = $1 AND state <> 2 AND state = 0 ORDER BY id
            """,
            [.integer(chargePointKey)])
        {
            result[try row.int("connector_id")] = try row.int("id")
        }
        return result
    }
}

extension TransactionState {
    init(number: Int) {
        switch number {
        case TransactionStore.open: self = .open
        case TransactionStore.stale: self = .stale
        default: self = .closed
        }
    }

    var number: Int {
        switch self {
        case .open: TransactionStore.open
        case .stale: TransactionStore.stale
        case .closed: TransactionStore.closed
        }
    }
}
