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
    private let state = Mutex(State())
    /// Beginnings and ends that are kept, of all charge points together.
    private static let keptEvents = 1_000_000
    /// Beginnings and ends that may wait to be written; further ones are left out of the story.
    private static let mostWaitingEvents = 100_000

    /// Told of charge points whose connection was written as opened or closed.
    private let written: @Sendable (_ identity: String) -> Void

    /// By the key of the charge point.
    private struct State {
        var pending: [Int64: ConnectionChanges] = [:]
        /// Taken from there, and not yet seen by whoever reads the table.
        var beingWritten: [Int64: ConnectionChanges] = [:]
        /// What is to be told of connections, in order.
        var events: [(key: Int64, event: ConnectionEvent)] = []

        mutating func note(_ event: ConnectionEvent, _ key: Int64) {
            if events.count < ConnectionJournal.mostWaitingEvents { events.append((key, event)) }
        }
    }

    init(
        database: any Database, connections: ConnectionRegistry, written: @escaping @Sendable (_ identity: String) -> Void = { _ in }
    ) {
        self.written = written
        self.database = database
        self.connections = connections
    }

    /// - Parameter supersedes: what is to be said of an older connection that was never closed; nil when there was none.
    func opened(_ record: ConnectionRecord, chargePointKey: Int64, identity: String? = nil, supersedes: String? = nil) {
        state.withLock { state in
            state.note(
                ConnectionEvent(
                    id: 0, time: record.connectedAt, kind: supersedes == nil ? .opened : .superseding,
                    remoteAddress: record.remoteAddress, detail: supersedes), chargePointKey)
            var changes = state.pending[chargePointKey] ?? ConnectionChanges()
            changes.opened = record
            changes.closed = nil
            changes.identity = identity
            changes.lastSeen = record.connectedAt
            state.pending[chargePointKey] = changes
        }
    }

    func closed(
        _ ended: ConnectionChanges.Ended, lastChanges: ConnectionChanges?, chargePointKey: Int64, identity: String? = nil
    ) {
        state.withLock { state in
            state.note(ConnectionEvent(id: 0, time: ended.at, kind: .closed, detail: ended.reason), chargePointKey)
            var changes = state.pending[chargePointKey] ?? ConnectionChanges()
            changes.closed = ended
            changes.identity = identity
            changes.lastSeen = lastChanges?.lastSeen ?? changes.lastSeen
            changes.clockOffset = lastChanges?.clockOffset ?? changes.clockOffset
            state.pending[chargePointKey] = changes
        }
    }

    /// A charge point without a connection, as read from the table, with what is not written there yet.
    func completed(_ chargePoint: ChargePoint) -> ChargePoint {
        let unwritten = state.withLock { state in
            var changes = state.pending[chargePoint.key]
            if let older = state.beingWritten[chargePoint.key] { changes = changes?.merged(older: older) ?? older }
            return changes
        }
        guard let unwritten else { return chargePoint }
        var chargePoint = chargePoint
        chargePoint.connection = unwritten.opened ?? chargePoint.connection
        chargePoint.connection?.isOpen = false
        if let ended = unwritten.closed {
            chargePoint.connection?.disconnectedAt = ended.at
            chargePoint.connection?.disconnectReason = ended.reason
        }
        chargePoint.lastSeenAt = [unwritten.lastSeen, chargePoint.lastSeenAt].compactMap { $0 }.max()
        if let offset = unwritten.clockOffset { chargePoint.clockOffsetSeconds = Double(offset) / 1000 }
        return chargePoint
    }

    /// Writes everything that changed. What cannot be written is tried again with the next flush, unless something newer has
    /// taken its place.
    func flush() async throws {
        for session in connections.allSessions() {
            guard let changes = session.takeChanges() else { continue }
            state.withLock { $0.pending[session.chargePoint.key, default: ConnectionChanges()].merge(older: changes) }
        }
        var taken = state.withLock { state in
            defer { state.pending = [:] }
            state.beingWritten.merge(state.pending) { older, newer in newer.merged(older: older) }
            return Array(state.pending)
        }
        while !taken.isEmpty {
            let batch = Array(taken.suffix(Self.batchSize))
            do {
                try await database.write { connection in
                    for (key, changes) in batch { try ChargePointStore.record(changes, key: key, in: connection) }
                }
            } catch {
                let rest = taken
                state.withLock { state in
                    for (key, changes) in rest {
                        state.pending[key, default: ConnectionChanges()].merge(older: changes)
                        state.beingWritten[key] = nil
                    }
                }
                throw error
            }
            state.withLock { state in
                for (key, _) in batch { state.beingWritten[key] = nil }
            }
            for (_, changes) in batch {
                if let identity = changes.identity { written(identity) }
            }
            taken.removeLast(batch.count)
        }
        try await writeEvents()
    }

    /// Writes what is told of connections. What cannot be written waits for the next flush.
    private func writeEvents() async throws {
        let taken = state.withLock { state in
            defer { state.events = [] }
            return state.events
        }
        var written = 0
        do {
            while written < taken.count {
                let batch = taken[written...].prefix(Self.batchSize)
                try await database.write { connection in
                    for (key, event) in batch { try ConnectionEventStore.add(event, chargePointKey: key, in: connection) }
                    try ConnectionEventStore.prune(keeping: Self.keptEvents, in: connection)
                }
                written += batch.count
            }
        } catch {
            let rest = taken[written...]
            state.withLock { $0.events.insert(contentsOf: rest, at: 0) }
            throw error
        }
    }
}
