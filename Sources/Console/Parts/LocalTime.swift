import Foundation
import OCPPJ

/// Moments as the viewer's clock shows them, for fields in which they are typed (`2026-11-26T18:30`) and for labels of charts.
///
/// Days have 23 or 25 hours where clocks are put forward and back. Without script the browser's zone is not known; UTC stands for it
/// then, and the fields say so.
struct LocalTime: Hashable, Sendable {
    private static let day: Int64 = 86_400_000

    let timeZone: TimeZone

    init(_ request: ConsoleRequest) {
        timeZone = request.preferences.zone
    }

    init(_ timeZone: TimeZone) {
        self.timeZone = timeZone
    }

    /// A clock that is ahead of UTC by as much all the year.
    init(zoneMinutes: Int) {
        timeZone = TimeZone(secondsFromGMT: zoneMinutes * 60) ?? .gmt
    }

    /// `Europe/Berlin`, or `UTC+09:00` of a zone that has no name of a place.
    var zone: String {
        let name = timeZone.identifier
        guard name.hasPrefix("GMT") || name.hasPrefix("Etc/") || name == "UTC" else { return name }
        let ahead = offset(at: 0) / 60_000
        guard ahead != 0 else { return "UTC" }
        let minutes = Int(ahead.magnitude)
        return "UTC\(ahead < 0 ? "−" : "+")\(Self.twoDigits(minutes / 60)):\(Self.twoDigits(minutes % 60))"
    }

    /// The beginning of a day: `2026-11-26`.
    func day(_ text: String) -> Timestamp? { moment("\(text)T00:00") }

    /// A moment as `datetime-local` gives it: `2026-11-26T18:30`, with seconds perhaps; nil for anything else. What names its zone
    /// itself (RFC 3339) is taken too.
    func moment(_ text: String) -> Timestamp? {
        if text.utf8.count >= 20, let exact = Timestamp(rfc3339: text) { return exact }
        let full = text.utf8.count == 16 ? "\(text):00" : text
        guard (19...23).contains(full.utf8.count), let time = Timestamp(rfc3339: "\(full)Z") else { return nil }
        return moment(showing: time.milliseconds)
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

    /// When the viewer's day began to which a moment belongs, or begins so many days later.
    func midnight(before moment: Timestamp, daysLater days: Int = 0) -> Timestamp {
        self.moment(showing: (dayNumber(moment) + Int64(days)) * Self.day)
    }

    /// 0 is Sunday.
    func weekday(_ time: Timestamp) -> Int { Int(((dayNumber(time) + 4) % 7 + 7) % 7) }

    /// How much later a clock stands at one moment than at another, in minutes.
    func minutes(from first: Timestamp, to second: Timestamp) -> Int { Int((shown(second) - shown(first)) / 60_000) }

    /// When the clock shows something: for the first time where it does so twice, because it is put back; where it never does, because
    /// it is put forward, as much later.
    private func moment(showing local: Int64) -> Timestamp {
        // No zone is as far from UTC as a day, so clocks are changed between these two, if at all.
        let (before, after) = (offset(at: local - Self.day), offset(at: local + Self.day))
        let isAfter = offset(at: local - before) != before && offset(at: local - after) == after
        return Timestamp(milliseconds: local - (isAfter ? after : before))
    }

    /// By how much the clock is ahead of UTC at a moment, in milliseconds like the moment.
    private func offset(at milliseconds: Int64) -> Int64 {
        Int64(timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(milliseconds) / 1000))) * 1000
    }

    /// What the clock shows, as if that were UTC.
    private func shown(_ time: Timestamp) -> Int64 { time.milliseconds + offset(at: time.milliseconds) }

    /// 0 is the first day of 1970.
    private func dayNumber(_ time: Timestamp) -> Int64 {
        let local = shown(time)
        return local >= 0 ? local / Self.day : (local - Self.day + 1) / Self.day
    }

    private func shifted(_ time: Timestamp) -> String { Timestamp(milliseconds: shown(time)).rfc3339 }

    static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
