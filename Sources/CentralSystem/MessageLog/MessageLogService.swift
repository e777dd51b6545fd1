import OCPPJ
import Persistence

/// Every frame of every charge point, searchable.
package struct MessageLogService: Sendable {
    /// Frames deleted at a time, so that no message waits long behind them.
    private static let pruneBatch = 1000

    let database: any Database
    let time: any TimeSource
    /// Days that frames are kept; 0 keeps them for ever.
    let days: Int
    /// How many rows are kept, a CALL with its answer being one; 0 means no bound.
    let maximumRows: Int

    /// Frames that match, newest first. Written within 0.3 s of the frame.
    ///
    /// - Throws: `CentralSystemError` with code `.invalidCursor`.
    package func list(_ filter: MessageFilter = MessageFilter(), _ page: PageRequest = PageRequest()) async throws
        -> Page<LoggedMessage>
    {
        let before = try page.rowID()
        let found = try await database.read {
            try MessageLogStore.list(filter, before: before, limit: page.limit + 1, in: $0)
        }
        return Page(found, limit: page.limit) { String($0.id) }
    }

    /// Deletes the frames that are older than they are kept, and the oldest of those that are too many.
    func prune() async throws {
        if days > 0 {
            let limit = time.now().advanced(bySeconds: -days * 86_400)
            try await deleteAll { try MessageLogStore.prune(before: limit, limit: Self.pruneBatch, in: $0) }
        }
        if maximumRows > 0 {
            let kept = maximumRows
            try await deleteAll { try MessageLogStore.prune(keeping: kept, limit: Self.pruneBatch, in: $0) }
        }
    }

    /// Deletes a batch at a time until there is no whole batch left.
    private func deleteAll(_ batch: @escaping @Sendable (any SQLConnection) throws -> Int) async throws {
        while !Task.isCancelled {
            guard try await database.write(batch) == Self.pruneBatch else { return }
        }
    }
}
