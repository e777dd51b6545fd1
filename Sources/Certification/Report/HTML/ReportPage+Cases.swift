import Markup

extension ReportPage {
    /// Every case in a line, and why those did not pass that did not.
    var overview: HTML {
        """
        <section class="own-page">
        <h2>Cases</h2>
        <table class="cases">
        <thead><tr><th scope="col">Case</th><th scope="col">Title</th><th scope="col">Result</th>\
        <th scope="col" class="number">Duration</th></tr></thead>
        \(groups.map { functionality, cases in
            """
            <tbody>
            <tr class="group"><th scope="rowgroup" colspan="4">\(functionality.rawValue)</th></tr>
            \(cases.map(line))</tbody>

            """ as HTML
        })</table>
        </section>
        """
    }

    /// What was sent and received in each case.
    var traces: HTML {
        """
        <section class="own-page">
        <h2>Traces</h2>
        <p class="remark">Times count from the beginning of a case. CP is the charge point that the test plays, CS the Central System. \
        Cases that did not pass stand open; on paper, all do.</p>
        \(groups.map { functionality, cases in
            "<h3>\(functionality.rawValue)</h3>\n\(cases.map(unfolding))" as HTML
        })
        </section>
        """
    }

    private var groups: [(Functionality, [CaseResult])] {
        Functionality.allCases.compactMap { functionality in
            let cases = report.cases.filter { $0.functionality == functionality }
            return cases.isEmpty ? nil : (functionality, cases)
        }
    }

    private func line(_ result: CaseResult) -> HTML {
        let reason: HTML? = result.reason.isEmpty ? nil : "<span class=\"reason\">\(result.reason)</span>"
        return """
            <tr class="\(Self.style(of: result.result))"><td class="id"><a href="#\(result.id)">\(result.id)</a></td>\
            <td>\(result.title)\(reason)</td><td class="result">\(Self.badge(result.result))</td>\
            <td class="number">\(ReportNumber.duration(result.durationMs))</td></tr>

            """
    }

    private func unfolding(_ result: CaseResult) -> HTML {
        let isOpen = result.result == .failed || result.result == .inconclusive
        return """
            <details id="\(result.id)"\(isOpen ? " open" as HTML : .empty)>
            <summary><span class="id">\(result.id)</span> <span class="title">\(result.title)</span> \(Self.badge(result.result))</summary>
            \(result.variants.map { variant($0, isOneOfSeveral: result.variants.count > 1) })</details>

            """
    }

    private func variant(_ variant: VariantResult, isOneOfSeveral: Bool) -> HTML {
        let heading = variant.name.isEmpty && isOneOfSeveral ? "alone" : variant.name
        let name: HTML? = heading.isEmpty ? nil : "<h4>\(heading) \(Self.badge(variant.result))</h4>"
        let reason: HTML? = variant.reason.isEmpty ? nil : "<p class=\"reason\">\(variant.reason)</p>"
        let rows = TraceRow.rows(of: variant.trace)
        let list: HTML =
            rows.isEmpty
            ? "<p class=\"remark\">Nothing went over the wire.</p>" : "<ol class=\"trace\">\n\(rows.map(\.html))</ol>"
        return """
            <div class="variant">\(name)\(reason)
            \(list)
            </div>

            """
    }
}
