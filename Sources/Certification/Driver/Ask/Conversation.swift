/// Questions with answers, on top of lines.
struct Conversation: Sendable {
    let dialog: any OperatorDialog

    func say(_ text: String) {
        dialog.show(text)
    }

    /// What the person types.
    ///
    /// - Parameter otherwise: what an empty line means.
    /// - Throws: `.unreachable` when the input has ended.
    func answer(_ question: String, otherwise: String) async throws(DriverFailure) -> String {
        dialog.show(question)
        guard let line = await dialog.nextLine() else { throw ended }
        let text = line.trimmed
        return text.isEmpty ? otherwise : text
    }

    /// One of the answers offered, in small letters; asks again for anything else. A word that begins like one counts: `yes`.
    ///
    /// - Throws: `.unreachable` when the input has ended.
    func choice(_ question: String, _ offered: [String]) async throws(DriverFailure) -> String {
        dialog.show(question)
        while let line = await dialog.nextLine() {
            let text = line.trimmed.lowercased()
            if let chosen = offered.first(where: { $0.isEmpty ? text.isEmpty : text.hasPrefix($0) }) { return chosen }
            let names = offered.map { $0.isEmpty ? "return" : $0 }.joined(separator: ", ")
            dialog.show("Please answer one of: \(names) ")
        }
        throw ended
    }

    private var ended: DriverFailure {
        Task.isCancelled ? .unreachable("the question was no longer needed") : .unreachable("nobody answers any more: the input has ended")
    }
}

extension String {
    /// Without spaces at both ends.
    fileprivate var trimmed: String {
        let start = drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
