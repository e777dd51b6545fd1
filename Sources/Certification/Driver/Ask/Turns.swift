/// Lets one conversation with the person end before the next begins.
actor Turns {
    private var last: Task<Void, Never>?

    /// Holds a conversation when those before are over.
    func take<Value: Sendable>(
        _ conversation: @escaping @Sendable () async throws(DriverFailure) -> Value
    ) async throws(DriverFailure) -> Value {
        let previous = last
        let mine = Task { () -> Result<Value, DriverFailure> in
            await previous?.value
            guard !Task.isCancelled else { return .failure(.unreachable("the question was no longer needed")) }
            do throws(DriverFailure) {
                return .success(try await conversation())
            } catch {
                return .failure(error)
            }
        }
        last = Task { _ = await mine.value }
        let result = await withTaskCancellationHandler {
            await mine.value
        } onCancel: {
            mine.cancel()
        }
        return try result.get()
    }
}
