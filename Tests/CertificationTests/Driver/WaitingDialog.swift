import Synchronization

@testable import Certification

/// A person who types when he is told to.
final class WaitingDialog: OperatorDialog {
    private struct State {
        var shown = ""
        var discards = 0
        var asked = 0
        var waiting: CheckedContinuation<String?, Never>?
        var observers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    var shown: String { state.withLock { $0.shown } }
    var discards: Int { state.withLock { $0.discards } }

    func show(_ text: String) {
        state.withLock { $0.shown += text }
    }

    func discard() {
        state.withLock { $0.discards += 1 }
    }

    func nextLine() async -> String? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let observers = state.withLock { state in
                    state.waiting = continuation
                    state.asked += 1
                    let due = state.observers.filter { $0.count <= state.asked }
                    state.observers.removeAll { $0.count <= state.asked }
                    return due
                }
                for observer in observers { observer.continuation.resume() }
            }
        } onCancel: {
            answer(nil)
        }
    }

    func type(_ line: String) { answer(line) }

    /// Returns when so many lines have been asked for.
    func untilAsked(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isDue = state.withLock { state in
                if state.asked < count { state.observers.append((count, continuation)) }
                return state.asked >= count
            }
            if isDue { continuation.resume() }
        }
    }

    private func answer(_ line: String?) {
        state.withLock { state in
            defer { state.waiting = nil }
            return state.waiting
        }?.resume(returning: line)
    }
}
