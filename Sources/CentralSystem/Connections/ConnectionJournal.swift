import OCPPJ
import Persistence
import Synchronization

/// Writes to the charge points' rows what happens on their connections: opened, closed, last seen. In batches, because after an
/// outage thousands of charge points connect within seconds, and none of it has to survive a crash.
final class ConnectionJournal: Sendable {
    /// Rows written at a time, so that no message waits long behind them.
    private static let batchSize = 500

    private let database: any Database
    private let connections: ConnectionRegistry
    private let pending = Mutex<[Int64: ConnectionChanges]>([:])

    init(database: any Database, connections: ConnectionRegistry) {
        self.database = database
        self.connections = connections
    }

    func opened(_ record: ConnectionRecord, chargePointKey: Int64) {
        pending.withLock { pending in
            var changes = pending[chargePointKey] ?? ConnectionChanges()
            changes.opened = record
            changes.closed = nil
            changes.lastSeen = record.connectedAt
            pending[chargePointKey] = changes
        }
    }

    func closed(_ ended: ConnectionChanges.Ended, lastChanges: ConnectionChanges?, chargePointKey: Int64) {
        pending.withLock { pending in
            var changes = pending[chargePointKey] ?? ConnectionChanges()
            changes.closed = ended
            changes.lastSeen = lastChanges?.lastSeen ?? changes.lastSeen
            changes.clockOffset = lastChanges?.clockOffset ?? changes.clockOffset
            pending[chargePointKey] = changes
        }
    }

    /// Writes everything that changed. What cannot be written is tried again with the next flush, unless something newer has
    /// taken its place.
    func flush() async throws {
        for session in connections.allSessions() {
            guard let changes = session.takeChanges() else { continue }
            pending.withLock { $0[session.chargePoint.key, default: ConnectionChanges()].merge(older: changes) }
        }
        var taken = pending.withLock { pending in
            defer { pending = [:] }
            return Array(pending)
        }
        while !taken.isEmpty {
            let batch = Array(taken.suffix(Self.batchSize))
            do {
                try await database.write { connection in
                    for (key, changes) in batch { try ChargePointStore.record(changes, key: key, in: connection) }
                }
            } catch {
                let rest = taken
                pending.withLock { pending in
                    for (key, changes) in rest { pending[key, default: ConnectionChanges()].merge(older: changes) }
                }
                throw error
            }
            taken.removeLast(batch.count)
        }
    }
}
