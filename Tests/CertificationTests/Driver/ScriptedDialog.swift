import Synchronization

@testable import Certification

/// A person who has made up his mind: the lines that he types, one after the other, and what he was shown.
final class ScriptedDialog: OperatorDialog {
    private struct State {
        var lines: [String]
        var shown = ""
    }

    private let state: Mutex<State>

    init(_ lines: [String]) {
        state = Mutex(State(lines: lines))
    }

    var shown: String { state.withLock { $0.shown } }

    /// What he did not come to type.
    var left: [String] { state.withLock { $0.lines } }

    func show(_ text: String) {
        state.withLock { $0.shown += text }
    }

    func nextLine() async -> String? {
        state.withLock { state in
            guard !state.lines.isEmpty else { return nil }
            let line = state.lines.removeFirst()
            state.shown += "«\(line)»\n"
            return line
        }
    }
}
