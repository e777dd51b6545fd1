import OCPPJ
import Persistence
import ServiceLifecycle

/// Drives the bulk operations: takes the next charge points of each, as many at a time as it may, and writes their results down.
///
/// What stands in the database is the truth, so it can be stopped at any moment. Its graceful shutdown must come before the
/// OCPP listener's: otherwise it would take the charge points that are being disconnected for charge points that are not
/// connected.
package actor BulkOperationRunner: Service {
    /// How many operations are driven at a time; further ones wait for these. Many, because one that only waits for charge points
    /// to connect costs next to nothing and must not hold up others.
    static let operationLimit = 1000
    /// A charge point that has just connected usually has to boot before it listens.
    static let settlingSeconds = 3
    /// How long requests that are on their way at shutdown are waited for, in tenths of a second.
    private static let lastTenths = 20

    let database: any Database
    let time: any TimeSource
    let connections: ConnectionRegistry
    let executors: BulkExecutorTable
    let failures: FailureLog
    /// Operations that were there at the start wait until then for charge points to connect again.
    let graceEnds: Timestamp

    nonisolated let arrivals: ArrivalBook
    private nonisolated let signals: AsyncStream<Void>
    private nonisolated let signal: AsyncStream<Void>.Continuation
    private var isTimerSet = false
    private var mustReload = true
    /// Operations that were there at the start.
    private var resumed: Set<Int64> = []
    var active: [Int64: ActiveBulkOperation] = [:]
    var tasks: [Int64: Task<Void, Never>] = [:]
    private var lastTask: Int64 = 0

    init(
        database: any Database, time: any TimeSource, connections: ConnectionRegistry, executors: BulkExecutorTable,
        arrivals: ArrivalBook, failures: FailureLog, settings: BulkSettings
    ) {
        self.arrivals = arrivals
        self.database = database
        self.time = time
        self.connections = connections
        self.executors = executors
        self.failures = failures
        graceEnds = time.now().advanced(bySeconds: settings.resumeGraceSeconds)
        (signals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        signal.yield()
    }

    /// Works until graceful shutdown; then nothing more is sent, and what is on its way has a moment to be answered.
    package func run() async {
        await cancelWhenGracefulShutdown {
            for await _ in self.signals {
                while !Task.isCancelled, await self.attempt() {}
                if Task.isCancelled { return }
            }
        }
        for _ in 0..<Self.lastTenths where !tasks.isEmpty { try? await Task.sleep(for: .milliseconds(100)) }
    }

    /// These were running when the program stopped.
    func resume(_ ids: [Int64]) {
        resumed = Set(ids)
    }

    /// There is something new: an operation was created, cancelled or shall try again.
    package func wake() {
        mustReload = true
        signal.yield()
    }

    /// Does all that can be done now and waits for the results; for tests.
    package func drain() async throws {
        mustReload = true
        while true {
            let mayHaveMore = try await pass()
            let waiting = Array(tasks.values)
            if waiting.isEmpty, !mayHaveMore { return }
            for task in waiting { await task.value }
        }
    }

    /// Waits for the results of what is on its way; after the connections are closed, when they come at once.
    func settle() async {
        for task in tasks.values { task.cancel() }
        while let task = tasks.values.first { await task.value }
    }

    /// One round, whose failure is tried again a second later.
    private func attempt() async -> Bool {
        do {
            let mayHaveMore = try await pass()
            if !active.isEmpty { setTimer() }
            return mayHaveMore
        } catch {
            failures.report("Bulk operations cannot go on", error)
            mustReload = true
            setTimer()
            return false
        }
    }

    /// One round over all operations.
    ///
    /// - Returns: whether another round would do something at once.
    private func pass() async throws -> Bool {
        if mustReload {
            mustReload = false
            try await reload()
        }
        arrivals.isOpen = !active.isEmpty
        try await admitArrivals()
        var mayHaveMore = false
        for id in active.keys.sorted() {
            if try await advance(id) { mayHaveMore = true }
        }
        return mayHaveMore || mustReload
    }

    private func reload() async throws {
        let known = Set(active.keys)
        let operations = try await database.read { connection in
            try BulkOperationStore.unfinished(.running, limit: Self.operationLimit, in: connection)
                .compactMap { try BulkOperationStore.find($0, counting: false, in: connection) }
        }
        for operation in operations {
            if known.contains(operation.id) {
                active[operation.id]?.deadline = operation.deadline
                active[operation.id]?.mayHaveWaiting = true
            } else if let added = ActiveBulkOperation(operation, graceEnds: resumed.contains(operation.id) ? graceEnds : nil) {
                active[operation.id] = added
            }
        }
        for id in known.subtracting(operations.map(\.id)) where active[id]?.inFlight == 0 { active[id] = nil }
    }

    /// Lets what waited for charge points go on that have connected a moment ago.
    private func admitArrivals() async throws {
        while case let arrived = arrivals.take(before: time.now().advanced(bySeconds: -Self.settlingSeconds), limit: 500),
            !arrived.isEmpty
        {
            let awaiting = try await database.write { connection in
                try arrived.reduce(into: Set<Int64>()) { operations, key in
                    operations.formUnion(try BulkTargetStore.arrived(chargePointKey: key, in: connection))
                }
            }
            for id in awaiting { active[id]?.mayHaveWaiting = true }
        }
    }

    /// Starts a task that is remembered until it ends.
    func start(_ work: @escaping @Sendable () async -> Void) {
        lastTask += 1
        let id = lastTask
        tasks[id] = Task {
            await work()
            self.ended(id)
        }
    }

    private func ended(_ task: Int64) {
        tasks[task] = nil
        signal.yield()
    }

    /// Deadlines pass and arrivals settle without anybody telling.
    private func setTimer() {
        guard !isTimerSet else { return }
        isTimerSet = true
        Task {
            try? await Task.sleep(for: .seconds(1))
            self.timerFired()
        }
    }

    private func timerFired() {
        isTimerSet = false
        signal.yield()
    }
}
