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

    /// Deletes the frames that are older than they are kept.
    func prune() async throws {
        guard days > 0 else { return }
        let limit = time.now().advanced(bySeconds: -days * 86_400)
        while !Task.isCancelled {
            let deleted = try await database.write {
                try MessageLogStore.prune(before: limit, limit: Self.pruneBatch, in: $0)
            }
            guard deleted == Self.pruneBatch else { return }
        }
    }
}
