import OCPPJ

/// A week of the viewer's, from Monday on.
struct CalendarWeek: Hashable, Sendable {
    /// When Monday begins.
    let start: Timestamp
    /// When the next Monday begins.
    let end: Timestamp
    /// When each of its days begins.
    let days: [Timestamp]

    /// The week of a moment.
    init(of moment: Timestamp, _ time: LocalTime) {
        let passed = (time.weekday(moment) + 6) % 7
        days = (0..<7).map { time.midnight(before: moment, daysLater: $0 - passed) }
        start = time.midnight(before: moment, daysLater: -passed)
        end = time.midnight(before: moment, daysLater: 7 - passed)
    }

    /// What of a span of time falls on a day, in minutes of the clock from its beginning; nil when nothing does.
    static func part(of span: (from: Timestamp, to: Timestamp), on day: Timestamp, _ time: LocalTime) -> ClosedRange<Int>? {
        let from = max(0, time.minutes(from: day, to: span.from))
        let to = min(1440, time.minutes(from: day, to: span.to))
        // Where clocks are put back, the end may show less than the beginning.
        return span.from <= span.to && span.to > day && from < 1440 ? from...max(from, to) : nil
    }

    static func name(of weekday: Int, _ language: Language) -> String {
        let english = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let korean = ["월", "화", "수", "목", "금", "토", "일"]
        return language(english[weekday], korean[weekday])
    }
}
