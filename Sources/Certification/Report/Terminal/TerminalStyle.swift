import Markup

/// How text is coloured for a terminal, or not.
package struct TerminalStyle: Hashable, Sendable {
    /// Without this, texts have no escape sequences at all.
    package var usesColour: Bool

    package init(usesColour: Bool) {
        self.usesColour = usesColour
    }

    /// - Parameters:
    ///   - isTerminal: whether somebody looks at it.
    ///   - environment: a `NO_COLOR` that is not empty turns colours off (no-color.org), so does a `TERM` that is `dumb`.
    package init(isTerminal: Bool, environment: [String: String]) {
        let isRefused = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        self.init(usesColour: isTerminal && !isRefused && environment["TERM"] != "dumb")
    }

    func bold(_ text: String) -> String { coded("1", text) }

    func faint(_ text: String) -> String { coded("2", text) }

    /// In the colour of a result.
    func text(_ text: String, for outcome: CaseOutcome?) -> String {
        switch outcome {
        case .passed: coded("32", text)
        case .failed: coded("31", text)
        case .inconclusive: coded("33", text)
        case .notApplicable, nil: faint(text)
        }
    }

    private func coded(_ code: String, _ text: String) -> String {
        usesColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    /// A text from the Central System in one line that cannot steer the terminal.
    static func plain(_ text: String) -> String {
        text.withoutLineBreaks.withoutDisruptiveScalars
    }
}

extension String {
    fileprivate var withoutLineBreaks: String {
        String(map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }
}
