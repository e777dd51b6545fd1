import CentralSystem
import ChargingSchedules
import Markup
import OCPP16
import OCPPJ

/// Schedules as tables.
enum ScheduleTables {
    /// More rows help nobody.
    private static let longest = 100

    /// The periods of a profile's own schedule.
    static func own(_ schedule: ChargingSchedule, _ request: ConsoleRequest) -> HTML {
        let unit = schedule.chargingRateUnit
        let rows = schedule.chargingSchedulePeriod.prefix(longest).reduce(into: HTML.empty) { html, period in
            html += """
                <tr><td>\(ClockText.text(seconds: period.startPeriod.value))</td><td class="number">\(ScheduleWords.rate(period.limit, unit))</td>\
                <td class="number">\(period.numberPhases.map { String($0) } ?? "–")</td></tr>
                """
        }
        return """
            <div class="table-responsive" tabindex="0"><table class="table data"><caption class="visually-hidden">\(request.text("Periods", "구간"))</caption>
            <thead><tr><th scope="col">\(request.text("Starts after (h:mm)", "시작 (시:분)"))</th><th scope="col" class="number">\(request.text("Limit", "제한"))</th>\
            <th scope="col" class="number">\(request.text("Phases", "상 수"))</th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
    }

    /// The periods of a composite schedule with their reasons.
    static func composite(_ schedule: CompositeSchedule, _ request: ConsoleRequest) -> HTML {
        let words = ScheduleWords(request)
        let rows = schedule.periods.prefix(longest).reduce(into: HTML.empty) { html, period in
            let phases: HTML = period.numberPhases.map { "<span class=\"detail\"> · \(request.text("phases", "상")): \($0)</span>" } ?? ""
            html += """
                <tr><td>\(TimeText.html(period.start))</td><td class="number"><strong>\(words.limit(period.limit, period.unit))</strong>\(phases)</td>\
                <td>\(words.reason(period))\(others(schedule.limitsConsidered(at: period.start), words))</td>\
                <td class="secondary">\(words.ending(period.ending))</td></tr>
                """
        }
        let more: HTML =
            schedule.periods.count > longest
            ? "<p class=\"form-text\">\(request.text("The first \(longest) periods are shown.", "처음 \(longest)개 구간만 표시합니다."))</p>" : ""
        return """
            <div class="table-responsive" tabindex="0"><table class="table data stacked"><caption class="visually-hidden">\(request.text("Limits and their reasons", "제한과 이유"))</caption>
            <thead><tr><th scope="col">\(request.text("From", "시작"))</th><th scope="col" class="number">\(request.text("Limit", "제한"))</th>\
            <th scope="col">\(request.text("Why", "이유"))</th><th scope="col" class="secondary">\(request.text("Ends because", "끝나는 이유"))</th></tr></thead>\
            <tbody>\(rows)</tbody></table></div>\(more)\(disregarded(schedule, words, request))
            """
    }

    /// What else had a value and does not decide.
    private static func others(_ limits: [ConsideredLimit], _ words: ScheduleWords) -> HTML {
        limits.filter { $0.verdict != .decides }.prefix(6).reduce(into: HTML.empty) { html, limit in
            html += """
                <span class="layer-other">\(words.profile(limit.profile)): \(ScheduleWords.rate(limit.limit, limit.unit)) – \(words.verdict(limit.verdict))</span>
                """
        }
    }

    private static func disregarded(_ schedule: CompositeSchedule, _ words: ScheduleWords, _ request: ConsoleRequest) -> HTML {
        guard !schedule.disregarded.isEmpty else { return "" }
        let items = schedule.disregarded.prefix(20).reduce(into: HTML.empty) { html, disregarded in
            html += "<li>\(words.profile(disregarded.profile)): \(words.cause(disregarded))</li>"
        }
        return "<h3>\(request.text("Installed, but without a say", "설치되었지만 적용되지 않는 프로파일"))</h3><ul>\(items)</ul>"
    }
}
