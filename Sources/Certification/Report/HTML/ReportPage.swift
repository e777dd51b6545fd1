import Markup
import OCPPJ

/// The report as one page of HTML that needs nothing else: no script, no picture, no font, no style from anywhere.
///
/// Every text of the Central System under test is a stranger's: `HTML` escapes it.
struct ReportPage {
    let report: CertificationReport

    var html: HTML {
        let name = [report.system.vendor, report.system.name].filter { !$0.isEmpty }.joined(separator: " ")
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>\(name) \(report.system.version): OCPP \(report.ocppVersion)-J self-test, \(day)</title>
            <style>\(ReportStylesheet.screen)\(ReportStylesheet.trace)\(ReportStylesheet.paper)</style>
            </head>
            <body>
            <main>
            \(head)
            \(functionalities)
            \(performance)
            \(configuration)
            \(overview)
            \(traces)
            </main>
            <footer><p>\(report.disclaimer)</p>
            <p>Made by \(report.runner.name) \(report.runner.version) on \(moment).</p></footer>
            </body>
            </html>

            """
    }

    /// `2026-11-26`.
    var day: String { String(report.date.rfc3339.prefix(10)) }

    /// `2026-11-26 18:30:05 UTC`.
    var moment: String {
        "\(day) \(report.date.rfc3339.dropFirst(11).prefix(8)) UTC"
    }

    /// A result with its sign, so that nobody needs its colour.
    static func badge(_ outcome: CaseOutcome?, _ sign: String, _ words: String) -> HTML {
        "<span class=\"badge \(style(of: outcome))\"><span aria-hidden=\"true\">\(sign)</span> \(words)</span>"
    }

    static func badge(_ outcome: CaseOutcome) -> HTML {
        badge(outcome, outcome.sign, outcome.words)
    }

    /// The class of a result.
    static func style(of outcome: CaseOutcome?) -> String {
        switch outcome {
        case .passed: "passed"
        case .failed: "failed"
        case .inconclusive: "inconclusive"
        case .notApplicable, nil: "not-applicable"
        }
    }

    /// A name and what it stands for.
    ///
    /// - Parameter isWide: whether it takes the whole width.
    static func term(_ name: String, _ value: HTML, isWide: Bool = false) -> HTML {
        "<div\(isWide ? " class=\"wide\"" as HTML : .empty)><dt>\(name)</dt><dd>\(value)</dd></div>\n"
    }
}

extension CertificationReport {
    /// The report as a page of HTML for people, to be read on a screen or printed.
    package func html() -> String {
        ReportPage(report: self).html.text
    }
}
