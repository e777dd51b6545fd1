import HTTPTypes

/// How somebody likes the console, by the cookies of their browser.
struct Preferences: Hashable, Sendable {
    enum Theme: String, CaseIterable, Sendable {
        /// As the browser is set.
        case automatic = "auto"
        case light
        case dark
    }

    var language: Language
    var theme: Theme
    /// Minutes by which the viewer's clock is ahead of UTC, as the browser said last; −840...840, 0 until it did.
    var zoneMinutes: Int

    static let languageCookie = "stationmaster_language"
    static let themeCookie = "stationmaster_theme"
    /// Set by `console.js`.
    static let zoneCookie = "stationmaster_zone"

    init(_ headers: HTTPFields) {
        let cookies = Cookies(headers)
        language = cookies[Self.languageCookie].flatMap { Language(rawValue: $0) }
            ?? .preferred(in: headers[.acceptLanguage])
        theme = cookies[Self.themeCookie].flatMap { Theme(rawValue: $0) } ?? .automatic
        let zone = cookies[Self.zoneCookie].flatMap { Int($0) } ?? 0
        zoneMinutes = (-840...840).contains(zone) ? zone : 0
    }
}
