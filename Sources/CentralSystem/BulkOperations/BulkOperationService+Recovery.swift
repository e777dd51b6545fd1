import OCPPJ
import Persistence

extension BulkOperationService {
    /// Puts operations in order that the last stop of the program cut off. Before the first connection, after the commands got
    /// their outcomes.
    ///
    /// Nothing is sent twice: a request that was on its way gets the outcome of its command. One that was about to be sent was
    /// not, and goes on.
    func recover() async throws {
        let running = try await database.read { try BulkOperationStore.unfinished(.running, limit: 100_000, in: $0) }
        await runner.resume(running)
        for state in [BulkOperationState.preparing, .cancelling, .running] {
            for id in try await database.read({ try BulkOperationStore.unfinished(state, limit: 100_000, in: $0) }) {
                if state == .preparing {
                    // Its creation was never answered, so nobody counts on it.
                    try await database.write { try BulkOperationStore.set(.cancelling, of: id, in: $0) }
                }
                try await concludeInterrupted(id)
                if state != .running { try await finishCancelling(id) }
            }
        }
    }

    private func concludeInterrupted(_ id: Int64) async throws {
        let now = time.now()
        while try await database.write({ connection in
            guard let operation = try BulkOperationStore.find(id, counting: false, in: connection) else { return false }
            let targets = try BulkTargetStore.interrupted(id, limit: BulkTargetStore.chunk, in: connection)
            for target in targets {
                let command = try target.commandId.flatMap { try CommandStore.find($0, in: connection) }
                // Only a kind that sends one command is done when that command is.
                if let command, operation.kind == CommandExecutor.kind, command.outcome != .pending {
                    try BulkTargetStore.finish(id, target.number, BulkResult(command), at: now, in: connection)
                } else {
                    try BulkTargetStore.release(id, target.number, at: now, in: connection)
                }
            }
            return targets.count == BulkTargetStore.chunk
        }) {}
    }

    /// Forgets operations that ended long ago.
    func prune() async throws {
        guard settings.days > 0 else { return }
        let limit = time.now().advanced(bySeconds: -settings.days * 86_400)
        while try await database.write({ try BulkOperationStore.prune(endedBefore: limit, in: $0) }) {}
    }
}

extension BulkOperationStore {
    /// Removes a chunk of what belongs to operations that ended before a moment.
    ///
    /// - Returns: whether there may be more.
    static func prune(endedBefore time: Timestamp, in connection: any SQLConnection) throws -> Bool {
        let oldest = try connection.row(
            "SELECT id FROM bulk_operations WHERE finished_at < $1 ORDER BY id LIMIT 1", [.integer(time.milliseconds)])
        guard let id = try oldest?.int64("id") else { return false }
        let removed = try connection.execute(
            """
            DELETE FROM bulk_targets WHERE operation_id = $1 AND number IN
                (SELECT number FROM bulk_targets WHERE operation_id = $1 ORDER BY number LIMIT $2)
            """,
            [.integer(id), .integer(Int64(BulkTargetStore.chunk))])
        if removed < BulkTargetStore.chunk {
            try connection.execute("DELETE FROM bulk_operations WHERE id = $1", [.integer(id)])
        }
        return true
    }
}
