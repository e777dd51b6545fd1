import Synchronization

/// Questions with answers, on top of lines.
final class Conversation: Sendable {
    private struct State {
        /// A question was taken back before it was answered: what is typed next may still be meant for it.
        var hasVoidQuestion = false
        /// What the questions are about, told before each.
        var heading = ""
    }

    private let dialog: any OperatorDialog
    private let state = Mutex(State())

    init(dialog: any OperatorDialog) {
        self.dialog = dialog
    }

    /// Everything that follows is about this.
    func begins(_ heading: String) {
        state.withLock { $0.heading = heading }
    }

    /// Begins another subject: says what it is about, and sees to it that nothing is taken for an answer that was typed for a question
    /// that was taken back.
    ///
    /// - Throws: `.unreachable` when the input has ended.
    func turn() async throws(DriverFailure) {
        let (isVoid, heading) = state.withLock { state in
            defer { state.hasVoidQuestion = false }
            return (state.hasVoidQuestion, state.heading)
        }
        if isVoid {
            dialog.discard()
            _ = try await line("What is typed now is not taken for an answer. (return = go on) ")
        }
        if !heading.isEmpty { dialog.show("\n\(heading)\n") }
    }

    func say(_ text: String) {
        dialog.show(text)
    }

    /// What the person types.
    ///
    /// - Parameter otherwise: what an empty line means.
    /// - Throws: `.unreachable` when the input has ended.
    func answer(_ question: String, otherwise: String) async throws(DriverFailure) -> String {
        let text = try await line(question).trimmed
        return text.isEmpty ? otherwise : text
    }

    /// One of the answers offered, in small letters; asks again for anything else. A word that begins like one counts: `yes`.
    ///
    /// - Throws: `.unreachable` when the input has ended.
    func choice(_ question: String, _ offered: [String]) async throws(DriverFailure) -> String {
        var question = question
        while true {
            let text = try await line(question).trimmed.lowercased()
            if let chosen = offered.first(where: { $0.isEmpty ? text.isEmpty : text.hasPrefix($0) }) { return chosen }
            let names = offered.map { $0.isEmpty ? "return" : $0 }.joined(separator: ", ")
            question = "Please answer one of: \(names) "
        }
    }

    private func line(_ question: String) async throws(DriverFailure) -> String {
        dialog.show(question)
        if let line = await dialog.nextLine() { return line }
        guard Task.isCancelled else { throw .unreachable("nobody answers any more: the input has ended") }
        dialog.show("\n    (no longer needed)\n")
        state.withLock { $0.hasVoidQuestion = true }
        throw .unreachable("the question was no longer needed")
    }
}

extension String {
    /// Without spaces at both ends.
    fileprivate var trimmed: String {
        let start = drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
