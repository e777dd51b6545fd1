extension CaseResult {
    /// The case as a line of the progress, and why it did not pass on the next:
    ///
    ///     ✓ TC_003_CSMS Regular session, plug-in first  34 ms
    package func text(_ style: TerminalStyle) -> String {
        let name = "\(style.text(result.sign, for: result)) \(style.bold(id)) \(TerminalStyle.plain(title))"
        let duration = style.faint(ReportNumber.duration(durationMs))
        guard result != .passed else { return "\(name)  \(duration)" }
        return "\(name)  \(duration)\n    \(style.text(TerminalStyle.plain(SecretsInText.masked(reason)), for: result))"
    }
}

extension CertificationCase {
    /// The line for the case that is being played: `12/77 TC_003_CSMS Regular session, plug-in first …`.
    ///
    /// - Parameter width: columns of the terminal; a longer line is cut.
    package func runningText(number: Int, of count: Int, width: Int, _ style: TerminalStyle) -> String {
        let text = "  \(number)/\(count) \(id) \(title) …"
        return style.faint(text.count <= width ? text : String(text.prefix(max(0, width - 1))) + "…")
    }
}
