import Markup
import OCPPJ

extension ReportPage {
    /// Title, what was tested, by what, when, and what came of it.
    var head: HTML {
        let system = report.system
        return """
            <header>
            <p class="kind">Annex: test report of a self-test</p>
            <h1>OCPP \(report.ocppVersion)-J Central System, certification cases</h1>
            <p class="verdict">\(Self.badge(report.result)) <span>\(verdict)</span></p>
            <dl class="facts">
            \(Self.term("System", "\(system.name)"))\
            \(Self.term("Version", "\(system.version)"))\
            \(Self.term("Vendor", "\(system.vendor)"))\
            \(Self.term("Date", "<time datetime=\"\(report.date.rfc3339)\">\(moment)</time>"))\
            \(Self.term("Communication", "\(report.communication) (OCPP-J)"))\
            \(Self.term("Test tool", "\(report.runner.name) \(report.runner.version)"))\
            </dl>
            <p class="notice"><strong>Self-test.</strong> \(report.disclaimer)</p>
            </header>
            """
    }

    private var verdict: String {
        var words = report.countWords
        if report.performance.hasFailed { words += ", response times beyond their limit" }
        return words + "; \(report.playedWords) in \(ReportNumber.duration(report.durationMs))."
    }

    /// The table of the certificate: a result for each functionality.
    var functionalities: HTML {
        let rows = report.functionalities.map { row -> HTML in
            let played: HTML? = row.playedWords.map { "<span class=\"description\">\($0)</span>" }
            return """
            <tr><th scope="row">\(row.name)<span class="description">\(row.description)</span></th>
            <td class="result">\(Self.badge(row.result.outcome, row.result.sign, row.result.words))\(played)</td>
            <td class="number" data-name="passed">\(row.passed)</td><td class="number" data-name="failed">\(row.failed)</td>\
            <td class="number" data-name="inconclusive">\(row.inconclusive)</td>\
            <td class="number" data-name="not applicable">\(row.notApplicable)</td>\
            <td class="number" data-name="of">\(row.cases)</td></tr>

            """
        }
        return """
            <section>
            <h2>Functionalities</h2>
            <table class="stacked functionalities">
            <thead><tr><th scope="col">Functionality</th><th scope="col">Result</th><th scope="col" class="number">Passed</th>\
            <th scope="col" class="number">Failed</th><th scope="col" class="number">Inconclusive</th>\
            <th scope="col" class="number">Not applicable</th><th scope="col" class="number">Of</th></tr></thead>
            <tbody>
            \(rows)</tbody>
            </table>
            </section>
            """
    }

    /// The response times with their limits.
    var performance: HTML {
        let rows = report.performance.rows.map { name, measured -> HTML in
            let outcome: CaseOutcome? = measured.passed.map { $0 ? .passed : .failed }
            let slowest: HTML? = measured.slowestWords.map { "<span class=\"description\">\($0)</span>" }
            return """
                <tr><th scope="row">\(name)\(slowest)</th>
                <td class="result">\(Self.badge(outcome, outcome?.sign ?? "·", measured.words))</td>
                <td class="number" data-name="messages">\(measured.messages)</td>\
                <td class="number" data-name="p50">\(time(measured.p50Ms, measured))</td>\
                <td class="number" data-name="p99">\(time(measured.p99Ms, measured))</td>\
                <td class="number" data-name="slowest">\(time(measured.slowestMs, measured))</td>\
                <td class="number" data-name="limit">\(ReportNumber.limit(milliseconds: measured.limitMs))</td></tr>

                """
        }
        let load: HTML? = report.performance.underLoad?.load.map { load in
            "<p class=\"\(load.isLess ? "notice" : "remark")\">\(load.words) Its traffic: \(load.traffic).</p>"
        }
        return """
            <section class="whole">
            <h2>Performance</h2>
            <table class="stacked measurements">
            <thead><tr><th scope="col">Measurement</th><th scope="col">Result</th><th scope="col" class="number">Messages</th>\
            <th scope="col" class="number">p50</th><th scope="col" class="number">p99</th><th scope="col" class="number">Slowest</th>\
            <th scope="col" class="number">Limit</th></tr></thead>
            <tbody>
            \(rows)</tbody>
            </table>
            <p class="remark">Measured at the charge point, from the moment when a message is handed to the connection until its answer is there.</p>
            \(load)
            </section>
            """
    }

    private func time(_ milliseconds: Double, _ measured: ResponseTimeMeasurement) -> String {
        measured.passed == nil ? "–" : ReportNumber.duration(milliseconds: milliseconds)
    }

    /// With what the cases were played.
    var configuration: HTML {
        let used = report.configuration
        let tags = used.idTags
        let idTags: [(String, String)] = [
            ("accepted", tags.accepted), ("accepted, another", tags.second), ("blocked", tags.blocked), ("expired", tags.expired),
            ("parent", tags.parent), ("child of it", tags.child), ("another child", tags.sibling), ("known to nobody", tags.unknown),
        ]
        let listed = idTags.map { meaning, idTag -> HTML in "<li><code>\(idTag)</code> \(meaning)</li>\n" }
        func code(_ text: String?) -> HTML { text.map { "<code>\($0)</code>" } ?? "none" }
        return """
            <section class="whole">
            <h2>Test configuration</h2>
            <dl class="facts">
            \(Self.term("Endpoint", code(used.url), isWide: true))\
            \(Self.term("Endpoint with TLS", code(used.tlsUrl), isWide: true))\
            \(Self.term("Operator", "\(used.driver)", isWide: true))\
            \(Self.term("Charge points", "<code>\(used.identityPrefix)1</code> and so on, with \(used.connectorsPerChargePoint) connectors each", isWide: true))\
            \(Self.term("Connector mostly used", "\(used.connectorId)"))\
            \(Self.term("Limit for an answer", "\(ReportNumber.limit(milliseconds: used.responseLimitMs))"))\
            \(Self.term("Limit for a CALL", "\(ReportNumber.limit(milliseconds: used.commandLimitMs))"))\
            \(Self.term("Silence after each case", "\(ReportNumber.limit(milliseconds: used.quietTimeMs))"))\
            \(Self.term("Longest wait", "\(ReportNumber.limit(milliseconds: used.longestWaitMs))"))\
            \(Self.term("Heartbeat interval", "\(used.heartbeatSeconds) s"))\
            \(Self.term("Reservations expire", "after \(used.reservationSeconds) s"))\
            \(Self.term("idTags", "<ul class=\"tags\">\(listed)</ul>", isWide: true))\
            </dl>
            <p class="remark">Passwords and keys were made for this run and are not part of the report.</p>
            </section>
            """
    }
}
