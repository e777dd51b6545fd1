import OCPPJ
import Persistence

/// A frame with the one that it answers, or that answers it.
package struct MessageExchange: Hashable, Sendable {
    package var message: LoggedMessage
    /// The other half; nil when there is none, or not yet.
    package var counterpart: LoggedMessage?
}

extension MessageLogService {
    /// Rows that a search looks at before it answers with what it has.
    private static let searchedRows = 20_000
    /// Rows before and after a frame among which its other half is looked for.
    private static let nearbyRows = 200

    /// Frames that match, newest first, as `list` gives them; but a search for what is rare ends after so many rows, with fewer
    /// frames than were asked for and a cursor to go on from there. So it takes no longer than others.
    ///
    /// - Throws: `CentralSystemError` with code `.invalidCursor`.
    package func search(_ filter: MessageFilter = MessageFilter(), _ page: PageRequest = PageRequest()) async throws
        -> Page<LoggedMessage>
    {
        let before = try page.rowID()
        let (found, end) = try await database.read { connection in
            let end = try MessageLogStore.end(of: filter, before: before, rows: Self.searchedRows, in: connection)
            let found = try MessageLogStore.list(filter, before: before, from: end ?? 0, limit: page.limit + 1, in: connection)
            return (found, end)
        }
        var result = Page(found, limit: page.limit) { String($0.id) }
        if result.nextCursor == nil, let end, try await mayHaveMore(filter, before: end) { result.nextCursor = String(end * 2) }
        return result
    }

    /// Whether frames before a row may match still: what is older than the filter wants need not be looked at.
    private func mayHaveMore(_ filter: MessageFilter, before row: Int64) async throws -> Bool {
        guard let from = filter.from else { return true }
        guard let edge = try await database.read({ try MessageLogStore.row(of: row * 2, in: $0) }).last else { return true }
        return edge.time >= from
    }

    /// One frame, and its other half.
    ///
    /// - Throws: `CentralSystemError` with code `.notFound`.
    package func exchange(_ id: Int64) async throws -> MessageExchange {
        let found = try await database.read { connection -> MessageExchange? in
            let row = try MessageLogStore.row(of: id, in: connection)
            guard let message = row.first(where: { $0.id == id }) else { return nil }
            if let other = row.first(where: { $0.id != id }) { return MessageExchange(message: message, counterpart: other) }
            guard message.messageType != .invalid, !message.messageID.isEmpty else { return MessageExchange(message: message) }
            let isCall = message.messageType == .call
            let near = try MessageLogStore.neighbours(of: id, after: isCall, limit: Self.nearbyRows, in: connection)
            let other = near.first {
                $0.messageID == message.messageID && $0.direction != message.direction && $0.messageType != .invalid
                    && ($0.messageType == .call) != isCall
            }
            return MessageExchange(message: message, counterpart: other)
        }
        guard let found else { throw CentralSystemError(.notFound, "there is no message \(id)") }
        return found
    }
}
