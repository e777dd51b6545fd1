import Markup
import OCPPJ
import WebAPI

/// A chart, drawn by `charts.js` from the data that it carries in an attribute, and the same numbers as a table for whoever cannot
/// see it. A page with one says `hasCharts`.
struct Chart: Sendable {
    enum Kind: String, Sendable {
        case line
        case bar
        /// A line that goes in steps, such as a limit over time.
        case steps
        /// A line with the area below it filled.
        case area
    }

    struct Series: Sendable {
        let name: String
        /// One for each label; nil where nothing is known.
        let values: [Double?]
    }

    /// What stands along the horizontal axis.
    enum Labels: Sendable {
        case times([Timestamp])
        case texts([String])
    }

    /// Unique on the page.
    let id: String
    let kind: Kind
    let title: String
    /// The unit of all series: `kW`.
    let unit: String
    let labels: Labels
    let series: [Series]
    /// How tall: `small`, `medium`, `large`.
    var size = "medium"

    /// More rows than this help nobody; of more, some are shown.
    private static let longestTable = 48

    func html(_ request: ConsoleRequest) -> HTML {
        """
        <figure class="chart chart-\(size)" data-chart-id="\(id)" data-chart="\(String(decoding: data.text, as: UTF8.self))">
        <figcaption>\(title)</figcaption>
        <div class="chart-area"><canvas id="\(id)" role="img" aria-label="\(summary(request))"></canvas></div>
        <details class="chart-table"><summary>\(request.text("As a table", "표로 보기"))</summary>\(table(request))</details>
        </figure>
        """
    }

    private var data: JSONText {
        let labels: JSONText =
            switch labels {
            case .times(let times): .list(times.map { .number(Double($0.milliseconds)) })
            case .texts(let texts): .list(texts.map { .string($0) })
            }
        let isTime = if case .times = self.labels { true } else { false }
        let series = series.map { series in
            JSONText.object(["name": .string(series.name), "values": .list(series.values.map { $0.flatMap { $0.isFinite ? .number($0) : nil } ?? .null })])
        }
        return .object([
            "kind": .string(kind.rawValue), "unit": .string(unit), "isTime": .bool(isTime), "labels": labels, "series": .list(series),
        ])
    }

    /// What the chart shows, in a sentence for whoever cannot see it.
    private func summary(_ request: ConsoleRequest) -> String {
        let parts = series.map { series in
            let known = series.values.compactMap { $0 }
            guard let lowest = known.min(), let highest = known.max(), let last = known.last else {
                return request.text("\(series.name): nothing is known", "\(series.name): 데이터 없음")
            }
            func text(_ value: Double) -> String { "\(Quantity.decimal(value, places: 2)) \(unit)" }
            return request.text(
                "\(series.name): lowest \(text(lowest)), highest \(text(highest)), last \(text(last))",
                "\(series.name): 최소 \(text(lowest)), 최대 \(text(highest)), 마지막 \(text(last))")
        }
        return "\(title). \(parts.joined(separator: "; "))"
    }

    private func table(_ request: ConsoleRequest) -> HTML {
        let count = series.map(\.values.count).max() ?? 0
        let step = max(1, (count + Self.longestTable - 1) / Self.longestTable)
        let head = series.reduce(into: HTML.empty) { $0 += "<th scope=\"col\" class=\"number\">\($1.name) (\(unit))</th>" }
        let rows = stride(from: 0, to: count, by: step).reduce(into: HTML.empty) { html, index in
            let cells = series.reduce(into: HTML.empty) { cells, series in
                let value = index < series.values.count ? series.values[index] : nil
                cells += "<td class=\"number\">\(value.map { Quantity.decimal($0, places: 2) } ?? "–")</td>"
            }
            html += "<tr><th scope=\"row\">\(label(index))</th>\(cells)</tr>"
        }
        return """
            <div class="table-responsive" tabindex="0"><table class="table table-sm"><caption class="visually-hidden">\(title)</caption>\
            <thead><tr><th scope="col">\(request.text("When", "시각"))</th>\(head)</tr></thead><tbody>\(rows)</tbody></table></div>
            """
    }

    private func label(_ index: Int) -> HTML {
        switch labels {
        case .times(let times): index < times.count ? TimeText.html(times[index]) : ""
        case .texts(let texts): index < texts.count ? "\(texts[index])" : ""
        }
    }
}
