import Foundation
import HTTPTypes

/// A message for the next page: what came of the form that was just sent. Kept in a cookie of the browser until it is shown; never a
/// secret.
struct Flash: Hashable, Sendable {
    enum Kind: String, Sendable {
        case success
        case warning
        case failure
    }

    var kind: Kind
    var text: String

    static func success(_ text: String) -> Flash { Flash(kind: .success, text: text) }
    static func warning(_ text: String) -> Flash { Flash(kind: .warning, text: text) }
    static func failure(_ text: String) -> Flash { Flash(kind: .failure, text: text) }

    static let cookie = "stationmaster_flash"
    /// In characters; the browser keeps at most four bytes for each.
    private static let longest = 375

    init(kind: Kind, text: String) {
        self.kind = kind
        self.text = text
    }

    /// Nil when there is none, or none of ours.
    init?(_ headers: HTTPFields) {
        guard let cookie = Cookies(headers)[Self.cookie] else { return nil }
        let base64 = cookie.replacing("-", with: "+").replacing("_", with: "/")
        guard let data = Data(base64Encoded: base64 + String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)),
            let text = String(data: data, encoding: .utf8), let end = text.firstIndex(of: "\n"),
            let kind = Kind(rawValue: String(text[..<end]))
        else { return nil }
        self.init(kind: kind, text: String(text[text.index(after: end)...]))
    }

    func header(isSecure: Bool) -> String {
        let value = Data("\(kind.rawValue)\n\(text.prefix(Self.longest))".utf8).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        return Cookies.header(Self.cookie, value, seconds: 60, isSecure: isSecure)
    }

    static func removal(isSecure: Bool) -> String { Cookies.header(cookie, "", seconds: 0, isSecure: isSecure) }
}
