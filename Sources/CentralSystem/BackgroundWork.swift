import Logging
import ServiceLifecycle

/// What goes on beside the messages: writes what was collected in memory, removes what is too old.
struct BackgroundWork: Sendable {
    /// What is done again and again.
    struct Chore: Sendable {
        /// For the log.
        let name: String
        let interval: Duration
        let work: @Sendable () async throws -> Void
    }

    /// Writes what was collected in memory; must not be left undone at the end.
    let flushes: [Chore]
    /// Everything else; what is left undone is done after the next start.
    let chores: [Chore]
    let failures: FailureLog

    /// Works until graceful shutdown or cancellation, then flushes.
    func run() async {
        await withTaskGroup(of: Void.self) { group in
            for chore in flushes + chores {
                group.addTask { await repeatedly(chore) }
            }
        }
        await flush()
    }

    /// Writes everything that is still in memory.
    func flush() async {
        for chore in flushes { await attempt(chore) }
    }

    private func repeatedly(_ chore: Chore) async {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await Task.sleep(for: chore.interval)
                } catch {
                    return
                }
                await attempt(chore)
            }
        }
    }

    private func attempt(_ chore: Chore) async {
        do {
            try await chore.work()
        } catch {
            failures.report("Background work failed", error, metadata: ["work": "\(chore.name)"])
        }
    }
}
