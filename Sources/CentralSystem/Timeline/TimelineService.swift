import OCPPJ
package import Persistence

/// Tells what happened at a charge point, from everything that is kept of it: what it said, what it was told, its connections, those
/// that were refused, and its security events.
package struct TimelineService: Sendable {
    let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// What happened, newest first.
    ///
    /// Each source is read by an index, no further than the page needs it, so the time it takes does not grow with the story's length.
    ///
    /// - Throws: `CentralSystemError` with code `.invalidCursor`.
    package func list(of chargePoint: ChargePointReference, _ page: PageRequest = PageRequest()) async throws -> Page<TimelineEntry> {
        var cursor = try TimelineCursor(page.cursor)
        let ids = cursor.ids
        let limit = page.limit + 1
        let sources = try await database.read { connection in
            let key = chargePoint.key
            return [
                try MessageLogStore.exchanges(chargePoint, before: ids[0], limit: limit, in: connection)
                    .map { (id: $0.id, entry: TimelineEntry(time: $0.call.time, content: .said($0))) },
                try CommandStore.list(chargePointKey: key, before: ids[1], limit: limit, in: connection)
                    .map { (id: $0.id, entry: TimelineEntry(time: $0.requestedAt, content: .command($0))) },
                try ConnectionEventStore.list(chargePointKey: key, before: ids[2], limit: limit, in: connection)
                    .map { (id: $0.id, entry: TimelineEntry(time: $0.time, content: .connection($0))) },
                try RefusedConnectionStore.list(identity: chargePoint.identity, before: ids[3], limit: limit, in: connection)
                    .map { (id: $0.id, entry: TimelineEntry(time: $0.time, content: .refused($0))) },
                try SecurityEventStore.list(chargePointKey: key, before: ids[4], limit: limit, in: connection)
                    .map { (id: $0.id, entry: TimelineEntry(time: $0.receivedAt, content: .securityEvent($0))) },
            ]
        }
        var positions = Array(repeating: 0, count: sources.count)
        var items: [TimelineEntry] = []
        // Each source is in order by itself; the newest of what they offer comes next.
        while let next = positions.indices.filter({ positions[$0] < sources[$0].count })
            .max(by: { sources[$0][positions[$0]].entry.time < sources[$1][positions[$1]].entry.time })
        {
            guard items.count < page.limit else { return Page(items: items, nextCursor: cursor.text) }
            let found = sources[next][positions[next]]
            items.append(found.entry)
            cursor.ids[next] = found.id
            positions[next] += 1
        }
        return Page(items: items)
    }
}
