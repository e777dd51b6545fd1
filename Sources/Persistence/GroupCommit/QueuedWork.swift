/// A caller's closure together with the caller, who waits for its result. Run or failed exactly once.
struct QueuedWork: Sendable {
    /// What became of a closure, kept back until it is known whether the disk has it.
    struct Attempt: Sendable {
        /// The closure did not throw.
        let succeeded: Bool
        /// Lets the caller go on: with the closure's own result, or with the error given here.
        let settle: @Sendable (DatabaseError?) -> Void
    }

    /// Runs the closure.
    let run: @Sendable (any SQLConnection) -> Attempt
    /// Lets the caller go on with an error instead of running the closure.
    let fail: @Sendable (DatabaseError) -> Void

    /// - Parameter continuation: resumed once, by `fail` or by the `settle` of the attempt; `GroupCommit` and `ReadThreads` see
    ///   to that on every path, so the check of a checked continuation is not paid for.
    init<T: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> T,
        _ continuation: UnsafeContinuation<T, any Error>
    ) {
        run = { connection in
            do {
                let value = try body(connection)
                return Attempt(succeeded: true) { error in
                    if let error { continuation.resume(throwing: error) } else { continuation.resume(returning: value) }
                }
            } catch let failure {
                return Attempt(succeeded: false) { error in
                    continuation.resume(throwing: error ?? failure)
                }
            }
        }
        fail = { continuation.resume(throwing: $0) }
    }
}

extension WorkQueue where Element == QueuedWork {
    /// Takes the place of a thread that cannot work, so that no caller waits in vain.
    func failAll(_ error: DatabaseError) {
        var batch: [QueuedWork] = []
        while take(upTo: .max, into: &batch) {
            for work in batch { work.fail(error) }
            batch.removeAll(keepingCapacity: true)
        }
    }
}
