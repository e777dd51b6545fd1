extension CertificationReport {
    /// The end of a run on a terminal: the table of functionalities, the response times, and what this report is not.
    package func text(_ style: TerminalStyle) -> String {
        var parts = [heading(style), functionalityTable.text(style), performanceText(style)]
        let failures = cases.filter { $0.result == .failed || $0.result == .inconclusive }
        if !failures.isEmpty {
            parts.append(
                style.bold("What did not pass") + "\n" + failures.map { $0.text(style) }.joined(separator: "\n"))
        }
        parts.append(conclusion(style))
        parts.append(disclaimer)
        return parts.joined(separator: "\n\n") + "\n"
    }

    private func heading(_ style: TerminalStyle) -> String {
        let name = TerminalStyle.plain("\(system.vendor) \(system.name) \(system.version)")
        return """
            \(style.bold("OCPP \(ocppVersion)-J Central System, self-test of the certification cases"))
            \(name), \(date), communication \(communication), \(TerminalStyle.plain(configuration.driver))
            """
    }

    private var functionalityTable: TextTable {
        var table = TextTable([
            ("Functionality", .left), ("Result", .left), ("passed", .right), ("failed", .right), ("inconclusive", .right),
            ("not applicable", .right), ("of", .right),
        ])
        table.rows = functionalities.map { row in
            [
                .init(row.name), .init(result(of: row), for: row.result.outcome),
                .init("\(row.passed)"), .init("\(row.failed)"), .init("\(row.inconclusive)"), .init("\(row.notApplicable)"),
                .init("\(row.cases)"),
            ]
        }
        return table
    }

    private func result(of row: FunctionalityReport) -> String {
        "\(row.result.sign) \(row.result.words)" + (row.playedWords.map { " (\($0))" } ?? "")
    }

    private func performanceText(_ style: TerminalStyle) -> String {
        var table = TextTable([
            ("Performance", .left), ("messages", .right), ("p50", .right), ("p99", .right), ("slowest", .right), ("limit", .right),
            ("", .left),
        ])
        table.rows = performance.rows.map { name, measured in
            let isMeasured = measured.passed != nil
            func time(_ milliseconds: Double) -> TextTable.Cell {
                .init(isMeasured ? ReportNumber.duration(milliseconds: milliseconds) : "–")
            }
            let outcome: CaseOutcome? = measured.passed.map { $0 ? .passed : .failed }
            return [
                .init(name), .init("\(measured.messages)"), time(measured.p50Ms), time(measured.p99Ms), time(measured.slowestMs),
                .init(ReportNumber.limit(milliseconds: measured.limitMs)),
                .init(
                    measured.slowestWords.map { "\(measured.words); \($0)" } ?? measured.words, for: outcome),
            ]
        }
        var text = table.text(style)
        if let load = performance.underLoad?.load {
            text += "\n" + (load.isLess ? style.text(TerminalStyle.plain(load.words), for: .inconclusive) : load.words)
        }
        return text
    }

    private func conclusion(_ style: TerminalStyle) -> String {
        let duration = ReportNumber.duration(durationMs)
        return style.text("\(result.sign) \(result.words)", for: result) + ": \(playedWords) in \(duration)."
    }
}
