import OCPPJ

/// A moment as fields of forms have it: in the viewer's zone, without naming it (`2026-11-26T18:30`).
enum LocalTime {
    /// The moment that was typed; nil when it is none. What names its zone itself (RFC 3339) is taken too.
    static func timestamp(_ text: String, zoneMinutes: Int) -> Timestamp? {
        if let exact = Timestamp(rfc3339: text) { return exact }
        guard let local = Timestamp(rfc3339: text.count == 16 ? "\(text):00Z" : "\(text)Z") else { return nil }
        return local.advanced(bySeconds: -zoneMinutes * 60)
    }

    /// What stands in the field.
    static func text(_ time: Timestamp, zoneMinutes: Int) -> String {
        String(time.advanced(bySeconds: zoneMinutes * 60).rfc3339.prefix(16))
    }

    /// The zone, to stand beside the field: `UTC+9`.
    static func zone(_ minutes: Int) -> String {
        guard minutes != 0 else { return "UTC" }
        let rest = abs(minutes) % 60
        return "UTC\(minutes < 0 ? "−" : "+")\(abs(minutes) / 60)\(rest == 0 ? "" : ":\(rest < 10 ? "0" : "")\(rest)")"
    }
}
