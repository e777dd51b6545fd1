package import Foundation
import Synchronization

/// The dialog on a terminal, or over pipes. Reading blocks a thread of its own and nothing else.
package final class TerminalDialog: OperatorDialog {
    private struct Waiter {
        let number: Int
        let continuation: CheckedContinuation<String?, Never>
    }

    private struct State {
        /// Typed, and not asked for yet.
        var lines: [String] = []
        var isAtEnd = false
        var waiters: [Waiter] = []
        var nextWaiter = 0
        /// Who gave up before the wait began.
        var gaveUp: Set<Int> = []
    }

    private let state = Mutex(State())
    private let output: FileHandle

    package init(input: FileHandle = .standardInput, output: FileHandle = .standardOutput) {
        self.output = output
        let reader = Thread { [weak self] in
            var pending: [UInt8] = []
            while true {
                let data = input.availableData
                guard !data.isEmpty else { break }
                pending.append(contentsOf: data)
                while let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                    self?.take(String(decoding: pending[..<end], as: UTF8.self))
                    pending.removeSubrange(...end)
                }
            }
            if !pending.isEmpty { self?.take(String(decoding: pending, as: UTF8.self)) }
            self?.end()
        }
        reader.name = "operator's input"
        reader.start()
    }

    package func show(_ text: String) {
        // A terminal that is gone is noticed when nothing is typed on it any more.
        try? output.write(contentsOf: Data(text.utf8))
    }

    package func nextLine() async -> String? {
        let number = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer = state.withLock { state -> String?? in
                    if state.gaveUp.remove(number) != nil { return .some(nil) }
                    if !state.lines.isEmpty { return .some(state.lines.removeFirst()) }
                    if state.isAtEnd { return .some(nil) }
                    state.waiters.append(Waiter(number: number, continuation: continuation))
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            giveUp(number)
        }
    }

    private func take(_ text: String) {
        let line = text.hasSuffix("\r") ? String(text.dropLast()) : text
        let waiter = state.withLock { state -> Waiter? in
            guard state.waiters.isEmpty else { return state.waiters.removeFirst() }
            state.lines.append(line)
            return nil
        }
        waiter?.continuation.resume(returning: line)
    }

    private func end() {
        let waiters = state.withLock { state in
            state.isAtEnd = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.continuation.resume(returning: nil) }
    }

    private func giveUp(_ number: Int) {
        let waiter = state.withLock { state -> Waiter? in
            guard let index = state.waiters.firstIndex(where: { $0.number == number }) else {
                state.gaveUp.insert(number)
                return nil
            }
            return state.waiters.remove(at: index)
        }
        waiter?.continuation.resume(returning: nil)
    }
}
