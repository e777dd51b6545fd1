import Foundation
import OCPPJ
import WebAPI

/// Lengths of time as operators type them: `8:00` is eight hours, `0:30:15` half an hour and a quarter of a minute.
enum ClockText {
    /// In seconds; nil for anything else.
    static func seconds(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ (1...5).contains($0.count) && $0.allSatisfy(\.isASCII) }) else { return nil }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count, numbers.allSatisfy({ $0 >= 0 }), numbers.dropFirst().allSatisfy({ $0 < 60 }) else { return nil }
        return numbers[0] * 3600 + numbers[1] * 60 + (numbers.count > 2 ? numbers[2] : 0)
    }

    static func text(seconds: Int) -> String {
        let rest = seconds % 60
        return "\(seconds / 3600):\(two(seconds / 60 % 60))" + (rest == 0 ? "" : ":\(two(rest))")
    }

    static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// Moments as the browser's own field for date and time gives them: `2026-11-26T18:30`, on the viewer's clock.
struct LocalTime: Sendable {
    /// Minutes that the viewer's clock is ahead of UTC.
    let zoneMinutes: Int

    init(_ request: ConsoleRequest) { zoneMinutes = request.preferences.zoneMinutes }

    /// Nil for what is no moment.
    func moment(_ text: String) -> Timestamp? {
        let seconds = text.count == 16 ? "\(text):00" : text
        return Timestamp(rfc3339: "\(seconds)Z")?.advanced(bySeconds: -zoneMinutes * 60)
    }

    /// For the field.
    func field(_ moment: Timestamp) -> String {
        let text = moment.advanced(bySeconds: zoneMinutes * 60).rfc3339
        return String(text.dropFirst(17).prefix(2) == "00" ? text.prefix(16) : text.prefix(19))
    }

    /// `18:30`
    func clock(_ moment: Timestamp) -> String { String(moment.advanced(bySeconds: zoneMinutes * 60).rfc3339.dropFirst(11).prefix(5)) }

    /// `11-26 18:30`
    func dayAndClock(_ moment: Timestamp) -> String {
        let text = moment.advanced(bySeconds: zoneMinutes * 60).rfc3339
        return "\(text.dropFirst(5).prefix(5)) \(text.dropFirst(11).prefix(5))"
    }

    /// The last midnight of the viewer.
    func midnight(before now: Timestamp) -> Timestamp { OverviewPage.midnight(before: now, zoneMinutes: zoneMinutes) }

    /// `UTC+09:00`
    var name: String {
        let minutes = abs(zoneMinutes)
        return minutes == 0 ? "UTC" : "UTC\(zoneMinutes < 0 ? "−" : "+")\(ClockText.two(minutes / 60)):\(ClockText.two(minutes % 60))"
    }

    /// 0 is Sunday.
    func weekday(_ moment: Timestamp) -> Int {
        let local = moment.milliseconds + Int64(zoneMinutes) * 60_000
        let day = local >= 0 ? local / 86_400_000 : (local - 86_399_999) / 86_400_000
        return Int(((day + 4) % 7 + 7) % 7)
    }
}
