/// A table for a terminal: columns as wide as their widest text, two spaces between them.
struct TextTable {
    enum Alignment { case left, right }

    /// A text and how it is shown: the width is that of the text alone.
    struct Cell {
        let text: String
        let outcome: CaseOutcome?
        let isStyled: Bool

        init(_ text: String) {
            self.text = TerminalStyle.plain(text)
            outcome = nil
            isStyled = false
        }

        init(_ text: String, for outcome: CaseOutcome?) {
            self.text = TerminalStyle.plain(text)
            self.outcome = outcome
            isStyled = true
        }
    }

    let header: [String]
    let alignments: [Alignment]
    var rows: [[Cell]] = []

    init(_ columns: [(String, Alignment)]) {
        header = columns.map { $0.0 }
        alignments = columns.map { $0.1 }
    }

    /// The table, a line for each row, without a line break at its end.
    func text(_ style: TerminalStyle) -> String {
        let widths = header.indices.map { column in
            rows.reduce(header[column].count) { max($0, $1[column].text.count) }
        }
        let lines = [header.map(Cell.init)] + rows
        return lines.enumerated().map { number, cells in
            let fields = cells.enumerated().map { column, cell in
                let fill = String(repeating: " ", count: widths[column] - cell.text.count)
                let shown = number == 0 ? style.bold(cell.text) : cell.isStyled ? style.text(cell.text, for: cell.outcome) : cell.text
                return alignments[column] == .left ? shown + fill : fill + shown
            }
            return Self.trimmed(fields.joined(separator: "  "))
        }.joined(separator: "\n")
    }

    private static func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }
}
