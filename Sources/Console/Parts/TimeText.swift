import Markup
import OCPPJ

/// A moment. In the page it stands in UTC; `console.js` shows it in the viewer's zone, with UTC on hover.
enum TimeText {
    /// Date and time.
    static func html(_ time: Timestamp) -> HTML {
        "<time datetime=\"\(time.rfc3339)\">\(utc(time))</time>"
    }

    /// What stands in place of a time where there is none.
    static func html(_ time: Timestamp?, otherwise text: String = "–") -> HTML {
        time.map { html($0) } ?? "\(text)"
    }

    /// How long ago it was, which goes on while the page is open.
    static func ago(_ time: Timestamp, _ request: ConsoleRequest) -> HTML {
        "<time datetime=\"\(time.rfc3339)\" data-ago>\(Span.text(seconds: Int(clamping: request.now.seconds(since: time)), request.language)) \(request.text("ago", "전"))</time>"
    }

    /// `2026-11-26 18:30:05 UTC`
    static func utc(_ time: Timestamp) -> String {
        let text = time.rfc3339
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(8)) UTC"
    }
}

/// A length of time.
enum Span {
    /// In the two units that tell most: `2 h 5 min`.
    static func text(seconds: Int, _ language: Language) -> String {
        let seconds = max(0, seconds)
        let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60)
        let units: [(Int, String)] = [
            (days, language(" d", "일")), (hours, language(" h", "시간")), (minutes, language(" min", "분")),
            (seconds % 60, language(" s", "초")),
        ]
        guard let first = units.firstIndex(where: { $0.0 > 0 }) else { return "0\(units[3].1)" }
        return units[first...].prefix(first == 3 ? 1 : 2).filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined(separator: " ")
    }
}
