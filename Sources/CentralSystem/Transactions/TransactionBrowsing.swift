import OCPPJ
import Persistence

/// In which order transactions are listed.
package struct TransactionOrder: Hashable, Sendable {
    package enum Key: String, CaseIterable, Sendable {
        /// When they started.
        case start
        /// The energy to bill; those for which none is known come before all others. Of transactions that ended, unless a filter
        /// asks for another state.
        case energy
    }

    package var key: Key
    package var isDescending: Bool

    package init(_ key: Key = .start, isDescending: Bool = true) {
        self.key = key
        self.isDescending = isDescending
    }
}

extension TransactionService {
    /// Transactions for people who look around, in the order that they ask for; each with its energy so far while it is not closed.
    ///
    /// - Throws: `CentralSystemError` with code `.invalidCursor`.
    package func browse(
        _ filter: TransactionFilter = .init(), order: TransactionOrder = .init(), _ page: PageRequest = PageRequest()
    ) async throws -> Page<Transaction> {
        let position = try page.cursor.map { try Self.position($0) }
        let items = try await database.read { connection in
            try TransactionStore.browse(filter, order, after: position, limit: page.limit + 1, in: connection)
                .map { $0.state == .closed ? $0 : try Self.withMeterValues($0, in: connection) }
        }
        return Page(items, limit: page.limit) { transaction in
            "\(TransactionStore.position(of: transaction, order.key).value)/\(transaction.id)"
        }
    }

    private static func position(_ cursor: String) throws(CentralSystemError) -> TransactionStore.Position {
        let parts = cursor.split(separator: "/").compactMap { Int64($0) }
        guard parts.count == 2 else {
            throw CentralSystemError(.invalidCursor, "cursor \(cursor.debugDescription) does not come from a previous answer")
        }
        return TransactionStore.Position(value: parts[0], id: parts[1])
    }

    /// One stop without a transaction; nil when there is none with this id.
    package func orphanedStop(_ id: Int64) async throws -> OrphanedStop? {
        try await database.read { try TransactionStore.orphan(id, in: $0)?.stop }
    }
}
