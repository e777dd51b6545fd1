import Synchronization

/// What the operator was asked to do in one way through a case, so that it ends when the case does.
final class OperatorTasks: Sendable {
    private let tasks = Mutex<[Task<OperatorOutcome, any Error>]>([])

    func add(_ task: Task<OperatorOutcome, any Error>) {
        tasks.withLock { $0.append(task) }
    }

    /// Nobody waits for any of it any more.
    func cancel() {
        let all = tasks.withLock { tasks in
            defer { tasks = [] }
            return tasks
        }
        for task in all { task.cancel() }
    }
}
