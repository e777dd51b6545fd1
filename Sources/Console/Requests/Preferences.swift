import Foundation
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
    /// Where the viewer's clock hangs, as the browser said last; UTC until it did.
    var zone: TimeZone

    static let languageCookie = "stationmaster_language"
    static let themeCookie = "stationmaster_theme"
    /// Set by `console.js`.
    static let zoneCookie = "stationmaster_zone"

    init(_ headers: HTTPFields) {
        let cookies = Cookies(headers)
        language = cookies[Self.languageCookie].flatMap { Language(rawValue: $0) }
            ?? .preferred(in: headers[.acceptLanguage])
        theme = cookies[Self.themeCookie].flatMap { Theme(rawValue: $0) } ?? .automatic
        zone = cookies[Self.zoneCookie].flatMap { Self.zone($0) } ?? .gmt
    }

    /// A zone by its name (`Europe/Berlin`), or by the minutes by which it is ahead of UTC, from browsers that know no name.
    private static func zone(_ text: String) -> TimeZone? {
        if let minutes = Int(text) { return (-840...840).contains(minutes) ? TimeZone(secondsFromGMT: minutes * 60) : nil }
        let isName = text.utf8.count <= 64 && text.unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || "0123456789/_+-".unicodeScalars.contains($0))
        }
        return isName ? TimeZone(identifier: text) : nil
    }
}
