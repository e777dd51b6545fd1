import Logging
import OCPPJ
import Persistence

/// An operation that is being driven.
struct ActiveBulkOperation: Sendable {
    let id: Int64
    let kind: String
    let parameters: JSONNode
    let parallelism: Int
    var deadline: Timestamp?
    /// It was there when the program started: until then it waits for charge points to connect again.
    let graceEnds: Timestamp?
    var inFlight = 0
    /// Whether somebody's turn may have come.
    var mayHaveWaiting = true
    /// Whether nothing is left but to wait for charge points to connect.
    var rests = false

    /// Nil when its parameters are no JSON.
    init?(_ operation: BulkOperation, graceEnds: Timestamp?) {
        guard let parameters = try? JSONNode.parse(operation.parameters, maximumDepth: 64) else { return nil }
        id = operation.id
        kind = operation.kind
        self.parameters = parameters
        parallelism = operation.parallelism
        deadline = operation.deadline
        self.graceEnds = graceEnds
    }

    /// Whether charge points that are not connected are waited for.
    func waits(at time: Timestamp) -> Bool {
        guard let end = [deadline, graceEnds].compactMap({ $0 }).max() else { return false }
        return time < end
    }
}

extension BulkOperationRunner {
    /// Takes the next charge points of one operation, or ends it when none is left.
    ///
    /// - Returns: whether there may be more to do at once.
    func advance(_ id: Int64) async throws -> Bool {
        guard let operation = active[id] else { return false }
        let free = operation.parallelism - operation.inFlight
        guard operation.mayHaveWaiting else {
            if operation.inFlight > 0 || operation.rests && operation.waits(at: time.now()) { return false }
            return try await finish(operation)
        }
        guard free > 0 else { return false }
        active[id]?.rests = false
        guard let claim = try await claim(operation, limit: free) else {
            // Cancelled meanwhile, or removed.
            active[id]?.mayHaveWaiting = false
            return operation.inFlight == 0
        }
        active[id]?.mayHaveWaiting = claim.mayHaveMore
        active[id]?.inFlight += claim.targets.count
        for target in claim.targets { start { await self.serve(target, of: operation) } }
        return active[id]?.inFlight == 0 || (claim.mayHaveMore && claim.targets.count < free)
    }

    private func claim(_ operation: ActiveBulkOperation, limit: Int) async throws -> BulkClaim? {
        let now = time.now()
        let connections = connections
        let needsConnection = executors[operation.kind].map { type(of: $0).needsConnection } ?? false
        return try await database.write { connection in
            guard try BulkOperationStore.state(of: operation.id, in: connection) == .running else { return nil }
            return try BulkTargetStore.claim(
                operation.id, limit: limit, at: now, isReady: { !needsConnection || connections.isConnected($0) },
                waits: operation.waits(at: now), in: connection)
        }
    }

    /// Ends an operation in which nobody waits, unless charge points are still expected.
    private func finish(_ operation: ActiveBulkOperation) async throws -> Bool {
        let now = time.now()
        let waits = operation.waits(at: now)
        let (isOver, mayHaveMore) = try await database.write { connection -> (Bool, Bool) in
            if !waits,
                try BulkTargetStore.settle(.waitingForConnection, of: operation.id, as: .notConnected, at: now, in: connection)
            {
                return (false, true)
            }
            try BulkOperationService.finishIfDone(operation.id, at: now, in: connection)
            let state = try BulkOperationStore.state(of: operation.id, in: connection)
            return (state != .running, try BulkTargetStore.has(.waiting, operation.id, in: connection))
        }
        if isOver {
            active[operation.id] = nil
            wake()
            return false
        }
        active[operation.id]?.rests = !mayHaveMore
        if mayHaveMore { active[operation.id]?.mayHaveWaiting = true }
        return mayHaveMore
    }

    /// Does what is to be done to one charge point, and writes down what came of it.
    private func serve(_ target: ClaimedTarget, of operation: ActiveBulkOperation) async {
        let (id, number) = (operation.id, target.number)
        var result: BulkResult?
        do {
            guard let executor = executors[operation.kind] else {
                throw CentralSystemError(.conflict, "this version of the server cannot do \(operation.kind)")
            }
            result = try await executor.perform(
                operation.parameters, on: target.chargePoint, requestedBy: "bulk operation \(id)",
                sending: { command, connection in
                    try BulkTargetStore.link(id, number, command: command.id, in: connection)
                })
        } catch let error as CentralSystemError where error.code == .chargePointNotFound {
            result = BulkResult(.unknownChargePoint, succeeded: false, text: error.description)
        } catch let error as DatabaseError {
            failures.report("A bulk operation could not send", error, metadata: ["bulkOperation.id": "\(id)"])
            await pause()
        } catch {
            result = BulkResult(.failed, succeeded: false, text: "\(error)")
        }
        await record(result, target, operation)
        active[id]?.inFlight -= 1
        if result == nil { active[id]?.mayHaveWaiting = true }
    }

    /// Tries until the result is written. When the program ends first, the next start finds out from the command.
    private func record(_ result: BulkResult?, _ target: ClaimedTarget, _ operation: ActiveBulkOperation) async {
        while true {
            let now = time.now()
            do {
                try await database.write { connection in
                    let isCancelling = try BulkOperationStore.state(of: operation.id, in: connection) == .cancelling
                    if let result, isCancelling || result.outcome != .notConnected || !operation.waits(at: now) {
                        try BulkTargetStore.finish(operation.id, target.number, result, at: now, in: connection)
                    } else if result != nil {
                        try BulkTargetStore.awaitAgain(operation.id, target.number, in: connection)
                    } else {
                        try BulkTargetStore.release(operation.id, target.number, at: now, in: connection)
                    }
                    if isCancelling {
                        // What was put back is not sent any more.
                        _ = try BulkTargetStore.settle(.waiting, of: operation.id, as: .cancelled, at: now, in: connection)
                        try BulkOperationService.finishIfDone(operation.id, at: now, in: connection)
                    }
                }
                return
            } catch {
                failures.report(
                    "A bulk operation's result could not be recorded", error,
                    metadata: ["bulkOperation.id": "\(operation.id)", "chargePoint.identity": "\(target.chargePoint.identity)"])
                if Task.isCancelled { return }
                await pause()
            }
        }
    }

    private func pause() async {
        try? await Task.sleep(for: .seconds(1))
    }
}
