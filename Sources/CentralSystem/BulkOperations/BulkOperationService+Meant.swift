import Persistence

/// How many charge points a selection means at a moment, and the first of them.
package struct MeantTargets: Hashable, Sendable {
    package var count = 0
    /// How many of them nobody registered.
    package var unknown = 0
    /// The first of them, in the order in which they are served.
    package var first: [String] = []
}

extension BulkOperationService {
    /// The charge points that a selection means now, for whoever shall see that before something is begun.
    ///
    /// - Parameter named: how many are told by name, at most.
    /// - Throws: `CentralSystemError` with code `.invalidMember`.
    package func meant(by target: TargetSelection, named: Int) async throws -> MeantTargets {
        try target.check()
        var meant = MeantTargets()
        var cursor: Int64?
        repeat {
            let from = cursor
            let page = try await database.read { try target.resolve(after: from, in: $0) }
            meant.count += page.targets.count
            meant.unknown += page.targets.count(where: { $0.chargePoint == nil })
            meant.first += page.targets.prefix(named - meant.first.count).map(\.id)
            cursor = page.next
        } while cursor != nil
        return meant
    }
}
