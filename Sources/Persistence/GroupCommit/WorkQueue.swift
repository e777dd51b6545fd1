import Dispatch
import Synchronization

/// Work on its way from any number of callers to the threads that do it.
///
/// Callers never wait. A thread that finds nothing sleeps until there is something; a caller wakes a thread only when one
/// sleeps, so that under load queueing costs no system call.
final class WorkQueue<Element: Sendable>: Sendable {
    private struct State {
        var elements: [Element] = []
        var sleepingThreads = 0
        var isClosed = false
    }

    private let state = Mutex(State())
    private let wakeUps = DispatchSemaphore(value: 0)

    /// How many wait now.
    var count: Int {
        state.withLock { $0.elements.count }
    }

    /// Queues `element`. False when the queue was closed; it was not queued then.
    func append(_ element: Element) -> Bool {
        let (accepted, wake) = state.withLock { state in
            guard !state.isClosed else { return (false, false) }
            state.elements.append(element)
            guard state.sleepingThreads > 0 else { return (true, false) }
            state.sleepingThreads -= 1
            return (true, true)
        }
        if wake { wakeUps.signal() }
        return accepted
    }

    /// Waits until there is work, then moves the oldest `limit` pieces at most into `batch`, which must be empty (its memory
    /// serves the queue from then on). False when the queue is closed and nothing is left.
    func take(upTo limit: Int, into batch: inout [Element]) -> Bool {
        while true {
            let (isDone, mustSleep) = state.withLock { state in
                if state.elements.isEmpty {
                    if state.isClosed { return (true, false) }
                    state.sleepingThreads += 1
                    return (false, true)
                }
                if state.elements.count <= limit {
                    swap(&state.elements, &batch)
                } else {
                    batch.append(contentsOf: state.elements.prefix(limit))
                    state.elements.removeFirst(limit)
                }
                return (false, false)
            }
            if isDone { return false }
            if !mustSleep { return true }
            wakeUps.wait()
        }
    }

    /// Refuses everything from now on. What is queued can still be taken.
    func close() {
        let sleeping = state.withLock { state in
            state.isClosed = true
            defer { state.sleepingThreads = 0 }
            return state.sleepingThreads
        }
        for _ in 0..<sleeping { wakeUps.signal() }
    }
}
