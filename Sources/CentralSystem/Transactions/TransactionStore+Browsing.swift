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
                // Of those that ended: what goes on would be written twice more, and has no energy to bill yet.
                "CREATE INDEX transactions_by_energy ON transactions ((COALESCE(energy, -1)), id) WHERE state = 2",
                // How many transactions of an idTag are open: of the others, which are nearly all, nothing has to be known.
                "DROP INDEX transactions_id_tag",
                "CREATE INDEX transactions_open_by_id_tag ON transactions (id_tag_key) WHERE state = 0",
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
        var filter = filter
        if order.key == .energy { filter.state = filter.state ?? .closed }
        let walks = try order.key == .energy && leavesMost(filter, in: connection)
        // A sign keeps the indexes of conditions away, so that the one that has the order is walked along.
        let sign = walks ? "+" : ""
        if let state = filter.state {
            // The partial index is used only where its own condition stands in the text.
            if state != .closed { conditions.append("t.state <> 2") }
            conditions.append("t.state = \(state.number)")
        }
        if let quarantined = filter.quarantined { conditions.append("\(sign)t.quarantined = \(quarantined ? 1 : 0)") }
        if let from = filter.from { conditions.append("\(sign)t.start_at >= \(argument(.integer(from.milliseconds)))") }
        if let to = filter.to { conditions.append("\(sign)t.start_at < \(argument(.integer(to.milliseconds)))") }
        let key =
            switch order.key {
            case .start: "t.start_at"
            case .energy: walks ? "COALESCE(t.energy, -1)" : "+COALESCE(t.energy, -1)"
            }
        if let position {
            let value = argument(.integer(position.value))
            let comparison = order.isDescending ? "<" : ">"
            // The first says nothing more than the second, but an index of an expression is searched by it alone.
            conditions.append("\(key) \(comparison)= \(value)")
            conditions.append("(\(key), t.id) \(comparison) (\(value), \(argument(.integer(position.id))))")
        }
        let condition = conditions.isEmpty ? "" : "WHERE \(conditions.joined(separator: " AND ")) "
        let direction = order.isDescending ? "DESC" : "ASC"
        return try connection.rows(
            "\(selectSQL) \(condition)ORDER BY \(key) \(direction), t.id \(direction) LIMIT \(argument(.integer(Int64(limit))))", arguments
        ).map(transaction(from:))
    }

    /// So many are sorted quickly.
    private static let quicklySorted: Int64 = 20_000

    /// Whether a filter leaves so many transactions that a walk along the index of energies soon finds a page of them. What a narrower
    /// filter leaves is sorted, because the walk would take longer.
    private static func leavesMost(_ filter: TransactionFilter, in connection: any SQLConnection) throws -> Bool {
        guard filter.chargePointID == nil, filter.idTag == nil, filter.state == .closed, filter.quarantined != true else { return false }
        guard filter.from != nil || filter.to != nil else { return true }
        // Ids rise with the times of starts, but for a few that are late: good enough for an estimate.
        func edge(_ side: String, _ time: Timestamp?) throws -> Int64? {
            try connection.row(
                "SELECT id FROM transactions WHERE start_at \(side) LIMIT 1", [.integer(time?.milliseconds ?? .max)])?.int64("id")
        }
        guard let first = try edge(">= $1 ORDER BY start_at, id", filter.from ?? Timestamp(milliseconds: .min)),
            let last = try edge("< $1 ORDER BY start_at DESC, id DESC", filter.to)
        else { return false }
        return last - first > quicklySorted
    }
}
