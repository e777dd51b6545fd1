import OCPPJ

/// A week of the viewer's, from Monday on.
struct CalendarWeek: Hashable, Sendable {
    private static let day: Int64 = 86_400_000

    /// When Monday begins.
    let start: Timestamp

    /// The week of a moment.
    init(of moment: Timestamp, _ time: LocalTime) {
        let shift = Int64(time.zoneMinutes) * 60_000
        let local = moment.milliseconds + shift
        let days = local >= 0 ? local / Self.day : (local - Self.day + 1) / Self.day
        // The first day of 1970 was a Thursday, the fourth day of its week.
        let weekday = ((days + 3) % 7 + 7) % 7
        start = Timestamp(milliseconds: (days - weekday) * Self.day - shift)
    }

    /// When each of its days begins.
    var days: [Timestamp] { (0..<7).map { start.advanced(bySeconds: $0 * 86_400) } }
    var end: Timestamp { start.advanced(bySeconds: 7 * 86_400) }

    /// What of a span of time falls on a day, in minutes from its beginning; nil when nothing does.
    static func part(of span: (from: Timestamp, to: Timestamp), on day: Timestamp) -> ClosedRange<Int>? {
        let from = max(0, Int(clamping: span.from.seconds(since: day) / 60))
        let to = min(1440, Int(clamping: span.to.seconds(since: day) / 60))
        return span.to > day && from < 1440 && from <= to ? from...to : nil
    }

    static func name(of weekday: Int, _ language: Language) -> String {
        let english = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let korean = ["월", "화", "수", "목", "금", "토", "일"]
        return language(english[weekday], korean[weekday])
    }
}
