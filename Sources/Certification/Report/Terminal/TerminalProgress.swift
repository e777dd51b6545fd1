import Synchronization

/// Writes the progress of a run: one line for each case, and on a terminal one for the case that is being played.
package final class TerminalProgress: Sendable {
    private struct State {
        /// A line without its end stands there and must be wiped away before the next one.
        var hasRunningLine = false
    }

    private let style: TerminalStyle
    private let width: Int?
    private let write: @Sendable (String) -> Void
    private let state = Mutex(State())

    /// - Parameters:
    ///   - width: columns of the terminal; nil when nobody looks at it, and no line is ever changed.
    ///   - write: writes text as it is, without a line break of its own.
    package init(style: TerminalStyle, width: Int?, write: @escaping @Sendable (String) -> Void) {
        self.style = style
        self.width = width
        self.write = write
    }

    /// Shows one step.
    package func show(_ progress: CertificationSession.Progress) {
        switch progress {
        case .began(let cases, let underLoad):
            let count = ReportNumber.count(cases, "case", "cases")
            line(style.bold(underLoad ? "\(count) under load" : count))
        case .caseBegan(let testCase, let number, let count):
            guard let width else { return }
            running(testCase.runningText(number: number, of: count, width: width, style))
        case .caseEnded(let result, _, _): line(result.text(style))
        case .preparesLoad(let rate, let connections):
            let words = "Connects \(ReportNumber.count(connections, "charge point", "charge points")) for \(rate) messages a second"
            if width == nil { line(words) } else { running(style.faint(words + " …")) }
        case .loadFailed(let reason): line(style.text(TerminalStyle.plain("Background load: \(reason)"), for: .inconclusive))
        }
    }

    /// Writes the end: tables, and what the report is not.
    package func show(_ report: CertificationReport) {
        line("\n" + report.text(style), end: "")
    }

    private func line(_ text: String, end: String = "\n") {
        state.withLock { state in
            write((state.hasRunningLine ? Self.wiped : "") + text + end)
            state.hasRunningLine = false
        }
    }

    private func running(_ text: String) {
        state.withLock { state in
            write((state.hasRunningLine ? Self.wiped : "") + text)
            state.hasRunningLine = true
        }
    }

    /// Back to the first column, and everything in the line gone.
    private static let wiped = "\r\u{1B}[2K"
}
