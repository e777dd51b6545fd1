package import OCPPJ
import Persistence
import Synchronization

/// The record of who changed what, when, from where, with which outcome.
package struct AuditService: Sendable {
    /// How many refusals are kept. Changes are kept by their age alone.
    static let refusalsKept = 20_000
    /// How many refusals are recorded in a minute; further ones are counted, and the next one that is recorded says how many.
    static let refusalsPerMinute = 60

    let database: any Database
    let time: any TimeSource
    let settings: OperatorSettings
    private let refusals = RefusalBudget()

    init(database: any Database, time: any TimeSource, settings: OperatorSettings) {
        self.database = database
        self.time = time
        self.settings = settings
    }

    package func now() -> Timestamp { time.now() }

    /// Records an entry; returns when it is on disk.
    package func record(_ entry: AuditEntry) async throws {
        var entry = entry
        if entry.outcome == .refused {
            guard let unrecorded = refusals.take(at: entry.at) else { return }
            if unrecorded > 0 { entry.detail = [entry.detail, "\(unrecorded) refusals before this one are not recorded"].compactMap(\.self).joined(separator: "; ") }
        }
        let new = entry
        try await database.write { try AuditStore.add(new, in: $0) }
    }

    /// Entries, newest first.
    ///
    /// - Throws: `CentralSystemError` with code `.invalidCursor`.
    package func list(
        _ filter: AuditFilter = AuditFilter(), _ page: PageRequest = PageRequest()
    ) async throws -> Page<AuditEntry> {
        let before = try page.rowID()
        let entries = try await database.read {
            try AuditStore.list(filter, before: before, limit: page.limit + 1, in: $0)
        }
        return Page(entries, limit: page.limit) { String($0.id) }
    }

    /// Removes what is too old, and refusals beyond their bound.
    func prune() async throws {
        let now = time.now()
        try await database.write { [settings] connection in
            if settings.auditDays > 0 {
                let reference = try RetentionTime.reference(at: now, table: "audit", column: "at", in: connection)
                try AuditStore.delete(before: reference.advanced(bySeconds: -86_400 * settings.auditDays), in: connection)
            }
            try AuditStore.keepRefusals(Self.refusalsKept, in: connection)
        }
    }
}

/// How many refusals may still be recorded in this minute.
private final class RefusalBudget: Sendable {
    private struct State: Sendable {
        var minute: Int64 = 0
        var taken = 0
        var unrecorded = 0
    }

    private let state = Mutex(State())

    /// - Returns: how many went unrecorded before; nil when this one must, too.
    func take(at time: Timestamp) -> Int? {
        state.withLock { state in
            let minute = time.milliseconds / 60_000
            if minute != state.minute {
                state.minute = minute
                state.taken = 0
            }
            guard state.taken < AuditService.refusalsPerMinute else {
                state.unrecorded += 1
                return nil
            }
            state.taken += 1
            defer { state.unrecorded = 0 }
            return state.unrecorded
        }
    }
}
