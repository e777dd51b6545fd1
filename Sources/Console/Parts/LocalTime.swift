import OCPPJ

/// Moments as the viewer's clock shows them, for fields in which they are typed (`2026-11-26T18:30`) and for labels of charts.
///
/// Without script the browser's zone is not known; UTC stands for it then, and the fields say so.
struct LocalTime: Sendable {
    /// Minutes by which the viewer's clock is ahead of UTC.
    let zoneMinutes: Int

    init(_ request: ConsoleRequest) {
        zoneMinutes = request.preferences.zoneMinutes
    }

    init(zoneMinutes: Int) {
        self.zoneMinutes = zoneMinutes
    }

    /// `UTC+09:00`
    var zone: String {
        guard zoneMinutes != 0 else { return "UTC" }
        let minutes = abs(zoneMinutes)
        return "UTC\(zoneMinutes < 0 ? "−" : "+")\(Self.twoDigits(minutes / 60)):\(Self.twoDigits(minutes % 60))"
    }

    /// The beginning of a day: `2026-11-26`.
    func day(_ text: String) -> Timestamp? { moment("\(text)T00:00") }

    /// A moment as `datetime-local` gives it: `2026-11-26T18:30`, with seconds perhaps; nil for anything else. What names its zone
    /// itself (RFC 3339) is taken too.
    func moment(_ text: String) -> Timestamp? {
        if text.utf8.count >= 20, let exact = Timestamp(rfc3339: text) { return exact }
        let full = text.utf8.count == 16 ? "\(text):00" : text
        guard (19...23).contains(full.utf8.count), let time = Timestamp(rfc3339: "\(full)Z") else { return nil }
        return time.advanced(bySeconds: -zoneMinutes * 60)
    }

    /// `2026-11-26T18:30`
    func text(_ time: Timestamp) -> String { String(shifted(time).prefix(16)) }

    /// For a field; with seconds where there are some.
    func field(_ time: Timestamp) -> String {
        let text = shifted(time)
        return String(text.dropFirst(17).prefix(2) == "00" ? text.prefix(16) : text.prefix(19))
    }

    /// `2026-11-26`
    func dayText(_ time: Timestamp) -> String { String(shifted(time).prefix(10)) }

    /// `18:30`
    func clock(_ time: Timestamp) -> String { String(shifted(time).dropFirst(11).prefix(5)) }

    /// `11-26 18:30`
    func dayAndClock(_ time: Timestamp) -> String {
        let text = shifted(time)
        return "\(text.dropFirst(5).prefix(5)) \(text.dropFirst(11).prefix(5))"
    }

    /// The last midnight of the viewer.
    func midnight(before now: Timestamp) -> Timestamp { OverviewPage.midnight(before: now, zoneMinutes: zoneMinutes) }

    /// 0 is Sunday.
    func weekday(_ time: Timestamp) -> Int {
        let local = time.milliseconds + Int64(zoneMinutes) * 60_000
        let day = local >= 0 ? local / 86_400_000 : (local - 86_399_999) / 86_400_000
        return Int(((day + 4) % 7 + 7) % 7)
    }

    private func shifted(_ time: Timestamp) -> String { time.advanced(bySeconds: zoneMinutes * 60).rfc3339 }

    static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
