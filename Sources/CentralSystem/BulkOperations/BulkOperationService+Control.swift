package import OCPPJ
import Persistence

extension BulkOperationService {
    /// Cancels an operation: what was not sent is not sent. What is on its way still gets its result.
    ///
    /// - Throws: `CentralSystemError` (`.notFound`; `.conflict` when it is over already).
    package func cancel(_ id: Int64) async throws -> BulkOperation {
        try await database.write { connection in
            guard let state = try BulkOperationStore.state(of: id, in: connection) else { throw Self.unknown(id) }
            guard state == .running || state == .cancelling else {
                throw CentralSystemError(.conflict, "bulk operation \(id) is \(state.rawValue) and cannot be cancelled")
            }
            try BulkOperationStore.set(.cancelling, of: id, in: connection)
        }
        try await Task { try await finishCancelling(id) }.value
        await runner.wake()
        return try await get(id)
    }

    /// Tries those again that did not succeed.
    ///
    /// - Parameters:
    ///   - outcomes: only those with these outcomes; empty means all.
    ///   - deadline: a new deadline; nil keeps the one it has.
    /// - Throws: `CentralSystemError` (`.notFound`; `.conflict` while it is prepared or cancelled, when none is left to try, or
    ///   when the operation held a secret that was forgotten with its end).
    package func retry(_ id: Int64, outcomes: [BulkOutcome] = [], deadline: Timestamp? = nil) async throws -> BulkOperation {
        let wanted = Set(outcomes.isEmpty ? BulkOutcome.allCases : outcomes).filter(\.isFinal)
        try await database.write { connection in
            guard let state = try BulkOperationStore.state(of: id, in: connection) else { throw Self.unknown(id) }
            guard state != .preparing, state != .cancelling else {
                throw CentralSystemError(.conflict, "bulk operation \(id) is \(state.rawValue); wait a moment")
            }
            guard try !BulkOperationStore.isMasked(id, in: connection) else {
                throw CentralSystemError(
                    .conflict, "bulk operation \(id) held a secret, which was forgotten when it ended; create a new one")
            }
        }
        let renewed = try await Task { try await renew(id, wanted, deadline) }.value
        guard renewed > 0 else {
            throw CentralSystemError(.conflict, "bulk operation \(id) has no charge point left to try again")
        }
        await runner.wake()
        return try await get(id)
    }

    private func renew(_ id: Int64, _ outcomes: Set<BulkOutcome>, _ deadline: Timestamp?) async throws -> Int {
        var total = 0
        var number: Int64? = 0
        while let from = number {
            let step = try await database.write { connection in
                let step = try BulkTargetStore.renew(id, outcomes: outcomes, after: from, in: connection)
                // In the same write, so that an operation with somebody waiting is never over.
                if step.count > 0 {
                    try BulkOperationStore.set(.running, of: id, in: connection)
                    if let deadline { try BulkOperationStore.set(deadline: deadline, of: id, in: connection) }
                }
                return step
            }
            total += step.count
            number = step.next
        }
        return total
    }

    /// Gives everybody whose turn has not come the outcome `cancelled`, and ends the operation unless something is on its way.
    func finishCancelling(_ id: Int64) async throws {
        let now = time.now()
        for outcome in [BulkOutcome.waiting, .waitingForConnection] {
            while try await database.write({ connection in
                try BulkTargetStore.settle(outcome, of: id, as: .cancelled, at: now, in: connection)
            }) {}
        }
        try await database.write { try Self.finishIfDone(id, at: now, in: $0) }
    }

    /// Ends an operation in which nothing is left to do.
    static func finishIfDone(_ id: Int64, at time: Timestamp, in connection: any SQLConnection) throws {
        guard let operation = try BulkOperationStore.find(id, counting: false, in: connection), operation.finishedAt == nil else { return }
        for outcome in BulkOutcome.unfinished {
            guard try !BulkTargetStore.has(outcome, id, in: connection) else { return }
        }
        switch operation.state {
        case .running: try BulkOperationStore.finish(operation, as: .completed, at: time, in: connection)
        case .cancelling: try BulkOperationStore.finish(operation, as: .cancelled, at: time, in: connection)
        case .preparing, .cancelled, .completed: break
        }
    }
}
