package import OCPPJ
import Persistence

/// The verbs on bulk operations: for operators, and for features that do something to many charge points.
package struct BulkOperationService: Sendable {
    /// A list of charge points that is longer is not repeated in the operation; its results name them all.
    static let longestRepeatedList = 100

    let database: any Database
    let time: any TimeSource
    let settings: BulkSettings
    let executors: BulkExecutorTable
    /// Told when there is something to do.
    let runner: BulkOperationRunner

    /// Creates an operation and returns when all its charge points are written down; they are served from now on, in the
    /// background.
    ///
    /// - Throws: `CentralSystemError` with code `.invalidMember`, or what the executor's `check` throws.
    package func create(_ new: NewBulkOperation, requestedBy: String) async throws -> BulkOperation {
        guard let executor = executors[new.kind] else {
            throw CentralSystemError(.invalidMember, member: "kind", "kind \(new.kind) is not known")
        }
        try new.target.check()
        let parallelism = new.parallelism ?? settings.parallelism
        guard (1...settings.maximumParallelism).contains(parallelism) else {
            throw CentralSystemError(
                .invalidMember, member: "parallelism", "parallelism must be from 1 to \(settings.maximumParallelism)")
        }
        try await executor.check(new.parameters)
        let operation = BulkOperation(
            id: 0, kind: new.kind, parameters: new.parameters.text, target: new.target.repeated, parallelism: parallelism,
            deadline: new.deadline, state: .preparing, requestedBy: requestedBy, createdAt: time.now(),
            progress: BulkProgress())
        // A task of its own: a client who hangs up must not leave half a list.
        let id = try await Task { try await writeDown(operation, new.target) }.value
        await runner.wake()
        return try await get(id)
    }

    /// - Throws: `CentralSystemError` with code `.notFound`.
    package func get(_ id: Int64) async throws -> BulkOperation {
        guard let found = try await database.read({ try BulkOperationStore.find(id, in: $0) }) else { throw Self.unknown(id) }
        return found.shown
    }

    /// Operations, newest first.
    ///
    /// - Throws: `CentralSystemError` with code `.invalidCursor`.
    package func list(
        state: BulkOperationState? = nil, kind: String? = nil, _ page: PageRequest = PageRequest()
    ) async throws -> Page<BulkOperation> {
        let before = try page.rowID()
        let found = try await database.read {
            try BulkOperationStore.list(state: state, kind: kind, before: before, limit: page.limit + 1, in: $0)
        }
        return Page(found.map(\.shown), limit: page.limit) { String($0.id) }
    }

    /// Operations that were completed since a moment, but not by all of their charge points; the last first.
    package func failed(since time: Timestamp, limit: Int) async throws -> [BulkOperation] {
        try await database.read { try BulkOperationStore.failed(since: time, limit: limit, in: $0) }.map(\.shown)
    }

    /// The charge points of an operation with their results, in the order of the operation.
    ///
    /// - Throws: `CentralSystemError` (`.notFound`, `.invalidCursor`).
    package func results(
        of id: Int64, outcome: BulkOutcome? = nil, _ page: PageRequest = PageRequest()
    ) async throws -> Page<BulkTarget> {
        let after = try page.rowID() ?? 0
        let found = try await database.read { connection in
            guard try BulkOperationStore.state(of: id, in: connection) != nil else { throw Self.unknown(id) }
            return try BulkTargetStore.list(id, outcome: outcome, after: after, limit: page.limit + 1, in: connection)
        }
        return Page(found, limit: page.limit) { String($0.number) }
    }

    private func writeDown(_ operation: BulkOperation, _ target: TargetSelection) async throws -> Int64 {
        let id = try await database.write { try BulkOperationStore.insert(operation, in: $0) }
        do {
            try await prepare(id, operation, target)
        } catch {
            // Half a list is none. Should this fail too, the next start does it.
            try? await database.write { try BulkOperationStore.set(.cancelling, of: id, in: $0) }
            try? await finishCancelling(id)
            throw error
        }
        return id
    }

    /// Writes the charge points down, a chunk at a time: a national fleet must not keep messages waiting.
    private func prepare(_ id: Int64, _ operation: BulkOperation, _ target: TargetSelection) async throws {
        var number: Int64 = 0
        var cursor: Int64?
        repeat {
            let (from, last) = (cursor, number)
            (cursor, number) = try await database.write { connection in
                let page = try target.resolve(after: from, limit: BulkTargetStore.chunk, in: connection)
                let number = try BulkTargetStore.insert(
                    page.targets, of: id, after: last, at: operation.createdAt, in: connection)
                // With the last part: from here on the operation is complete, and goes on after a restart.
                if page.next == nil { try BulkOperationStore.set(.running, of: id, in: connection) }
                return (page.next, number)
            }
        } while cursor != nil
    }

    static func unknown(_ id: Int64) -> CentralSystemError {
        CentralSystemError(.notFound, "there is no bulk operation \(id)")
    }
}

extension BulkOperation {
    /// The operation as people may see it.
    fileprivate var shown: BulkOperation {
        var copy = self
        copy.parameters = BulkOperationStore.mask(parameters)
        return copy
    }
}

extension TargetSelection {
    fileprivate var repeated: TargetSelection? {
        if case .chargePoints(let ids) = self, ids.count > BulkOperationService.longestRepeatedList { return nil }
        return self
    }
}
