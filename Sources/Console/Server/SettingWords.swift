import Markup

/// Settings in words: what they mean, and their values with units.
enum SettingWords {
    /// What a setting does, in a viewer's language.
    static func meaning(of setting: ServerSetting, _ language: Language) -> String {
        language(setting.meaning, korean[setting.key] ?? setting.meaning)
    }

    /// A text whose parts between backticks are code.
    static func marked(_ text: String) -> HTML {
        text.split(separator: "`", omittingEmptySubsequences: false).enumerated().reduce(into: HTML.empty) { html, part in
            html += part.offset % 2 == 1 ? "<code>\(part.element)</code>" : "\(part.element)"
        }
    }

    /// A value as it was written, with its unit and how much that is.
    static func valueText(_ value: String, of setting: ServerSetting, _ request: ConsoleRequest) -> HTML {
        guard value != "(none)", !value.isEmpty else { return "<span class=\"quiet\">\(request.text("none", "없음"))</span>" }
        guard let number = Int(value) else { return "<code class=\"wraps\">\(value)</code>" }
        guard let unit = unit(of: setting.key, number, request) else { return "\(plain(number, setting.key))" }
        return "\(plain(number, setting.key)) \(unit)"
    }

    /// What may be given, in words.
    static func allowed(_ setting: ServerSetting, _ request: ConsoleRequest) -> String {
        guard request.language == .korean else { return setting.allowed }
        return switch setting.allowed {
        case "text": "문자열"
        case "text, secret": "문자열, 비밀값"
        case "true or false": "true 또는 false"
        case let text: text.replacing("integer, ", with: "정수, ")
        }
    }

    /// Ports and profiles are names more than numbers.
    private static func plain(_ number: Int, _ key: String) -> String {
        key.hasSuffix(".port") || key.hasSuffix("Profile") ? String(number) : Quantity.count(number)
    }

    private static func unit(of key: String, _ number: Int, _ request: ConsoleRequest) -> String? {
        let name = key.split(separator: ".").last.map { $0.lowercased() } ?? ""
        if name.hasSuffix("persecond") { return request.text("a second", "건/초") }
        if name.hasSuffix("perminute") { return request.text("a minute", "건/분") }
        if name.hasSuffix("seconds") {
            return number < 60 ? request.text("s", "초") : "\(request.text("s", "초")) (\(Span.text(seconds: number, request.language)))"
        }
        if name.hasSuffix("bytes") {
            return number < 1000 ? request.text("bytes", "바이트") : "\(request.text("bytes", "바이트")) (\(FirmwareWords.size(Int64(number))))"
        }
        if name.hasSuffix("days") { return request.text("days", "일") }
        if name.hasSuffix("years") { return request.text("years", "년") }
        return nil
    }
}
