import Foundation

/// Hides the password in the URLs that charge points are given: `ftp://user:(hidden)@files.example.com/`. On the wire it stays.
package enum LocationMask {
    private static let hidden = "(hidden)"

    /// The URL with its password hidden; the very text when it has none.
    package static func masked(_ location: String) -> String {
        guard let password = passwordRange(in: location) else { return location }
        return location.replacingCharacters(in: password, with: hidden)
    }

    /// The password as it stands in a URL; nil when there is none.
    static func password(in location: String) -> String? {
        passwordRange(in: location).map { String(location[$0]) }
    }

    /// What stands between the first colon and the last at sign of the authority (RFC 3986, section 3.2.1).
    private static func passwordRange(in location: String) -> Range<String.Index>? {
        guard let scheme = location.range(of: "://") else { return nil }
        let rest = location[scheme.upperBound...]
        let authority = rest[..<(rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex)]
        // A slash in a password should have been encoded, but often is not: then the at sign is behind it.
        guard let at = authority.lastIndex(of: "@") ?? Self.laterAt(rest),
            let colon = rest[..<at].firstIndex(of: ":"), rest.index(after: colon) < at
        else { return nil }
        return rest.index(after: colon)..<at
    }

    /// An at sign behind the first slash counts when the text before that slash looks like a user and the start of a password.
    private static func laterAt(_ rest: Substring) -> Substring.Index? {
        guard rest.first != "[", let slash = rest.firstIndex(where: { "/?#".contains($0) }), let at = rest.lastIndex(of: "@"), slash < at,
            let colon = rest[..<slash].firstIndex(of: ":")
        else { return nil }
        // `host:9001/…@…` has a port there and no password.
        let port = rest[rest.index(after: colon)..<slash]
        return port.allSatisfy(\.isNumber) ? nil : at
    }
}
