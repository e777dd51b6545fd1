import ChargingSchedules
import Markup
import OCPP16
import OCPPJ

/// A stack of profiles as layers over time: what holds on top, and below it every profile that has a value, the highest ranked first.
/// Drawn here, so that it needs no script; what it shows stands in words in the table beside it.
struct LayerPicture: Sendable {
    let schedule: CompositeSchedule
    let request: ConsoleRequest
    /// Whether one of the profiles was not sent yet.
    var isPreview = false

    /// A stretch of one row, in points of time.
    private struct Bar {
        var from: Int
        var to: Int
        let text: String
        let style: String
    }

    private struct Key: Hashable {
        let profile: ProfileReference
        let connectorId: Int
    }

    private static let rowHeight = 50

    var html: HTML {
        let moments = ScheduleChart.moments(from: schedule.request.start, seconds: schedule.request.duration.value)
        guard moments.count > 1 else { return "" }
        let words = ScheduleWords(request, isPreview: isPreview)
        var rows: [(name: String, bars: [Bar])] = [
            (request.text("Limit that holds", "적용되는 제한"), bars(moments.map { moment in
                (words.limit(schedule.limit(at: moment), schedule.request.unit), schedule.limit(at: moment) == nil ? "none" : "result")
            }))
        ]
        var order: [Key] = []
        var cells: [Key: [Int: (String, String)]] = [:]
        for (index, moment) in moments.enumerated() {
            for limit in schedule.limitsConsidered(at: moment) {
                let key = Key(profile: limit.profile, connectorId: limit.limitedConnectorId)
                if cells[key] == nil { order.append(key) }
                cells[key, default: [:]][index] = (ScheduleWords.rate(limit.limit, limit.unit), limit.verdict == .decides ? "decides" : "waits")
            }
        }
        for key in order.sorted(by: Self.isAbove).prefix(20) {
            let values = moments.indices.map { cells[key]?[$0] ?? ("", "") }
            let place = key.connectorId == 0 ? "" : " · \(words.connector(key.connectorId))"
            rows.append((words.profile(key.profile) + place, bars(values)))
        }
        return picture(rows, moments)
    }

    /// The limit of the whole charge point first, then a transaction's own profile, then the defaults; high levels above low ones.
    private static func isAbove(_ left: Key, _ right: Key) -> Bool {
        func rank(_ key: Key) -> (Int, Int, Int) {
            let purpose =
                switch key.profile.purpose {
                case .chargePointMaxProfile: 0
                case .txProfile: 1
                case .txDefaultProfile: 2
                }
            return (key.connectorId, purpose, -key.profile.stackLevel)
        }
        return rank(left) < rank(right)
    }

    /// Joins neighbours that say the same; an empty text is a gap.
    private func bars(_ values: [(text: String, style: String)]) -> [Bar] {
        var bars: [Bar] = []
        for (index, value) in values.enumerated() where !value.text.isEmpty {
            if let last = bars.last, last.to == index, last.text == value.text, last.style == value.style {
                bars[bars.count - 1].to = index + 1
            } else {
                bars.append(Bar(from: index, to: index + 1, text: value.text, style: value.style))
            }
        }
        return bars
    }

    private func picture(_ rows: [(name: String, bars: [Bar])], _ moments: [Timestamp]) -> HTML {
        let height = rows.count * Self.rowHeight + 22
        func percent(_ index: Int) -> String { Quantity.decimal(Double(index) * 100 / Double(moments.count), places: 3) + "%" }
        var body: HTML = ""
        for (number, row) in rows.enumerated() {
            let top = number * Self.rowHeight
            body += "<text x=\"0\" y=\"\(top + 14)\" class=\"layer-name\">\(row.name)</text>"
            for bar in row.bars {
                body += """
                    <rect x="\(percent(bar.from))" y="\(top + 20)" width="\(percent(bar.to - bar.from))" height="24" class="layer-\(bar.style)">\
                    <title>\(bar.text)</title></rect>
                    """
                // Where there is no room for a word, it is cut off here, and stands in the title and the table.
                if (bar.to - bar.from) * 100 / moments.count >= max(5, bar.text.count) {
                    body += """
                        <svg x="\(percent(bar.from))" y="\(top + 20)" width="\(percent(bar.to - bar.from))" height="24">\
                        <text x="5" y="17" class="layer-text">\(bar.text)</text></svg>
                        """
                }
            }
        }
        let time = LocalTime(request)
        let isLong = schedule.request.duration.value > 86_400
        for quarter in 0..<4 {
            let moment = schedule.request.start.advanced(bySeconds: schedule.request.duration.value * quarter / 4)
            body += """
                <text x="\(quarter * 25)%" y="\(height - 4)" class="layer-time">\(isLong ? time.dayAndClock(moment) : time.clock(moment))</text>
                """
        }
        let title = request.text("Profiles as layers over time; the table below says the same", "시간별 프로파일 계층. 아래 표와 같은 내용입니다")
        return """
            <svg class="layers" width="100%" height="\(height)" role="img" aria-label="\(title)">\(body)</svg>
            <p class="layer-legend"><span class="layer-key layer-key-decides"></span> \(request.text("decides", "적용됨")) \
            <span class="layer-key layer-key-waits"></span> \(request.text("has a value, but does not decide", "값은 있지만 적용되지 않음")) \
            <span class="layer-clock">\(time.zone)</span></p>
            """
    }
}
