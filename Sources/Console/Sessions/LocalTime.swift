import Markup
import OCPPJ

/// Days and times as the viewer's clock shows them, for fields in which they are typed.
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

    /// A moment as `datetime-local` gives it: `2026-11-26T18:30`, with seconds perhaps.
    func moment(_ text: String) -> Timestamp? {
        let full = text.utf8.count == 16 ? "\(text):00" : text
        guard (19...23).contains(full.utf8.count), let time = Timestamp(rfc3339: "\(full)Z") else { return nil }
        return time.advanced(bySeconds: -zoneMinutes * 60)
    }

    /// `2026-11-26T18:30`
    func text(_ time: Timestamp) -> String { String(shifted(time).prefix(16)) }

    /// `2026-11-26`
    func dayText(_ time: Timestamp) -> String { String(shifted(time).prefix(10)) }

    /// `18:30`
    func clock(_ time: Timestamp) -> String { String(shifted(time).dropFirst(11).prefix(5)) }

    private func shifted(_ time: Timestamp) -> String { time.advanced(bySeconds: zoneMinutes * 60).rfc3339 }

    static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Filter {
    /// A day.
    static func day(_ request: ConsoleRequest, _ label: String, name: String) -> HTML {
        """
        <div class="filter-field"><label for="filter-\(name)">\(label)</label>\
        <input class="form-control" type="date" id="filter-\(name)" name="\(name)" value="\(request.query[name] ?? "")"></div>
        """
    }
}
