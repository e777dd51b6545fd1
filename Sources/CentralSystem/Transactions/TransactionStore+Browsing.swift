import OCPPJ
import Persistence

extension TransactionStore {
    /// The indexes by which transactions are browsed, however many there are.
    static let browsingMigrations = [
        Migration(530, "transactions by their start and by their energy") { _ in
            [
                "CREATE INDEX transactions_by_start ON transactions (start_at, id)",
                "CREATE INDEX transactions_by_charge_point_and_start ON transactions (charge_point_key, start_at, id)",
                "CREATE INDEX transactions_by_id_tag_and_start ON transactions (id_tag_key, start_at, id)",
                "CREATE INDEX transactions_unclosed_by_start ON transactions (state, start_at, id) WHERE state <> 2",
                "CREATE INDEX transactions_quarantined_by_start ON transactions (start_at, id) WHERE quarantined = 1",
                "CREATE INDEX transactions_by_energy ON transactions ((COALESCE(energy, -1)), id)",
            ]
        },
        Migration(531, "orphaned stops that are not resolved") { _ in
            ["CREATE INDEX orphaned_stops_unresolved ON orphaned_stops (id) WHERE resolved_at IS NULL"]
        },
    ]

    /// A place in a list: the value by which it is ordered, and the transaction's id.
    struct Position: Hashable, Sendable {
        var value: Int64
        var id: Int64
    }

    static func position(of transaction: Transaction, _ key: TransactionOrder.Key) -> Position {
        let value =
            switch key {
            case .start: transaction.startTimestamp.milliseconds
            case .energy: Int64(transaction.energy?.wattHours.value ?? -1)
            }
        return Position(value: value, id: Int64(transaction.id))
    }

    /// Without their meter values.
    static func browse(
        _ filter: TransactionFilter, _ order: TransactionOrder, after position: Position?, limit: Int, in connection: any SQLConnection
    ) throws -> [Transaction] {
        var arguments: [SQLValue] = []
        func argument(_ value: SQLValue) -> String {
            arguments.append(value)
            return "$\(arguments.count)"
        }
        var conditions: [String] = []
        if let identity = filter.chargePointID {
            conditions.append("t.charge_point_key = (SELECT key FROM charge_points WHERE id = \(argument(.text(identity))))")
        }
        if let connectorId = filter.connectorId { conditions.append("t.connector_id = \(argument(.integer(Int64(connectorId))))") }
        if let idTag = filter.idTag { conditions.append("t.id_tag_key = \(argument(.text(idTag.lowercased())))") }
        if let state = filter.state {
            // The partial index is used only where its own condition stands in the text.
            if state != .closed { conditions.append("t.state <> 2") }
            conditions.append("t.state = \(state.number)")
        }
        if let quarantined = filter.quarantined { conditions.append("t.quarantined = \(quarantined ? 1 : 0)") }
        if let from = filter.from { conditions.append("t.start_at >= \(argument(.integer(from.milliseconds)))") }
        if let to = filter.to { conditions.append("t.start_at < \(argument(.integer(to.milliseconds)))") }
        let isFew = try order.key == .energy && !conditions.isEmpty && Self.isFew(conditions, arguments, in: connection)
        let key = Self.key(order.key, isFew: isFew)
        if let position {
            let values = "\(argument(.integer(position.value))), \(argument(.integer(position.id)))"
            conditions.append("(\(key), t.id) \(order.isDescending ? "<" : ">") (\(values))")
        }
        let condition = conditions.isEmpty ? "" : "WHERE \(conditions.joined(separator: " AND ")) "
        let direction = order.isDescending ? "DESC" : "ASC"
        return try connection.rows(
            "\(selectSQL) \(condition)ORDER BY \(key) \(direction), t.id \(direction) LIMIT \(argument(.integer(Int64(limit))))", arguments
        ).map(transaction(from:))
    }

    /// As many are sorted quickly.
    private static let few = 20_000

    /// Whether a filter leaves so few that they are better sorted; looks at no more than that many.
    private static func isFew(_ conditions: [String], _ arguments: [SQLValue], in connection: any SQLConnection) throws -> Bool {
        let count = try connection.row(
            """
            SELECT COUNT(*) AS count FROM (
                SELECT 1 FROM transactions t WHERE \(conditions.joined(separator: " AND ")) LIMIT \(few + 1)
            ) AS found
            """, arguments)?.int("count")
        return (count ?? 0) <= few
    }

    /// What is ordered by. Of many transactions an index has the order, and those that are asked for are found soon. Few are sorted,
    /// because a walk along that index past all others would take longer; the sign keeps the index away.
    private static func key(_ key: TransactionOrder.Key, isFew: Bool) -> String {
        switch key {
        case .start: "t.start_at"
        case .energy: isFew ? "+COALESCE(t.energy, -1)" : "COALESCE(t.energy, -1)"
        }
    }
}
