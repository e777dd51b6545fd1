import Dispatch
import Synchronization

@testable import Persistence

/// Holds the thread that comes to it until it is opened, so that a test can line up work behind that thread.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    private let isHolding = Mutex(false)

    /// Called on the thread that shall be held.
    func pass() {
        isHolding.withLock { $0 = true }
        semaphore.wait()
    }

    func open() {
        semaphore.signal()
    }

    /// Until a thread has come to the gate.
    func hasArrived() async {
        while !isHolding.withLock({ $0 }) { await Task.yield() }
    }
}

extension SQLiteDatabase {
    /// Until so many writes wait.
    func hasQueued(_ count: Int) async {
        while statistics().queued < count { await Task.yield() }
    }

    /// Runs `writes` as one batch: they line up behind a write that is held, and all are taken at once after it.
    func together(_ writes: [@Sendable (any SQLConnection) throws -> Void]) async throws -> [Result<Void, any Error>] {
        let gate = Gate()
        async let held: Void = write { _ in gate.pass() }
        await gate.hasArrived()
        let results = await withTaskGroup(of: (Int, Result<Void, any Error>).self) { group in
            for (index, body) in writes.enumerated() {
                group.addTask {
                    do {
                        return (index, .success(try await self.write(body)))
                    } catch {
                        return (index, .failure(error))
                    }
                }
                // One after the other, so that the order is known.
                await hasQueued(index + 1)
            }
            gate.open()
            var results: [(Int, Result<Void, any Error>)] = []
            for await result in group { results.append(result) }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
        try await held
        return results
    }
}

extension Result where Success == Void {
    var error: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}
