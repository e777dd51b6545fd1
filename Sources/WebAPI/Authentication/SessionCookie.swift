import HTTPTypes

/// The cookie by which a browser shows its session (RFC 6265).
struct SessionCookie: Sendable {
    static let name = "stationmaster_session"

    /// Whether browsers may send it over TLS alone.
    let isSecure: Bool

    /// - Parameter seconds: how long the browser keeps it.
    func header(key: String, seconds: Int) -> String {
        "\(Self.name)=\(key); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Strict" + (isSecure ? "; Secure" : "")
    }

    /// Has the browser forget it.
    var removal: String { header(key: "", seconds: 0) }

    /// The key in a request's cookies; nil when there is none.
    static func key(in headers: HTTPFields) -> String? {
        for header in headers[values: .cookie] {
            for part in header.split(separator: ";") {
                let pair = part.trimming { $0 == " " }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                if pair.count == 2, pair[0] == name, !pair[1].isEmpty { return String(pair[1]) }
            }
        }
        return nil
    }
}
