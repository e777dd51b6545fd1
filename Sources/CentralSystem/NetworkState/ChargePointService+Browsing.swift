import OCPPJ
import Persistence

extension ChargePointService {
    /// Charge points for people who look around: filtered, searched and sorted by the database, however many there are.
    ///
    /// Who is connected is as the database knows it, which is a second late at most; what each item says of itself is the present.
    ///
    /// - Throws: `CentralSystemError` with code `.invalidCursor`.
    package func browse(
        _ browsing: ChargePointBrowsing = ChargePointBrowsing(), _ page: PageRequest = PageRequest()
    ) async throws -> Page<ChargePoint> {
        let position = try page.cursor.map { try Self.position($0, browsing.order.key) }
        let found = try await database.read {
            try ChargePointStore.browse(browsing, after: position, limit: page.limit + 1, in: $0)
        }
        // The cursor is that of the row: what is live has moved on.
        let stored = Page(found, limit: page.limit) { Self.cursor(of: $0, browsing.order.key) }
        return Page(items: stored.items.map(live), nextCursor: stored.nextCursor)
    }

    /// The id, a line break, which ids never hold, and the value.
    private static func cursor(of chargePoint: ChargePoint, _ key: ChargePointOrder.Key) -> String {
        let position = ChargePointStore.position(of: chargePoint, key)
        return switch position.value {
        case .integer(let value): "\(position.id)\n\(value)"
        case .text(let value): "\(position.id)\n\(value)"
        default: position.id
        }
    }

    private static func position(
        _ cursor: String, _ key: ChargePointOrder.Key
    ) throws(CentralSystemError) -> ChargePointStore.Position {
        let parts = cursor.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        let invalid = CentralSystemError(.invalidCursor, "cursor \(cursor.debugDescription) does not come from a previous answer")
        guard parts.count == 2 else { throw invalid }
        guard key == .lastSeen else { return .init(value: .text(String(parts[1])), id: String(parts[0])) }
        guard let value = Int64(parts[1]) else { throw invalid }
        return .init(value: .integer(value), id: String(parts[0]))
    }
}
