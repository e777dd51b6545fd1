import HTTPTypes

/// The cookies that a browser sent (RFC 6265).
struct Cookies: Sendable {
    private let pairs: [(name: Substring, value: Substring)]

    init(_ headers: HTTPFields) {
        pairs = headers[values: .cookie].flatMap { header in
            header.split(separator: ";").compactMap { part in
                let pair = part.trimmingPrefix { $0 == " " }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return pair.count == 2 && !pair[1].isEmpty ? (pair[0], pair[1]) : nil
            }
        }
    }

    /// Nil when there is none of this name, or an empty one.
    subscript(_ name: String) -> String? { pairs.first { $0.name == name }.map { String($0.value) } }

    /// The header that sets a cookie for the console.
    ///
    /// - Parameters:
    ///   - value: of letters, digits, `-` and `_`.
    ///   - seconds: how long it is kept; 0 removes it.
    static func header(_ name: String, _ value: String, seconds: Int, isSecure: Bool) -> String {
        "\(name)=\(value); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Strict" + (isSecure ? "; Secure" : "")
    }
}
