/// The request target of an upgrade, and the charge point identity in it (OCPP-J 1.6, section 3.1.1).
///
/// The identity is the last path component, percent-decoded once. Prefixes, doubled and trailing slashes are tolerated,
/// because charge points put the URL together from parts that people typed.
package struct ConnectionTarget: Hashable, Sendable {
    /// Nil when the path has no component that can be one.
    package let identity: String?
    /// The path has doubled or trailing slashes.
    package let isOdd: Bool

    /// - Parameter target: as in the request line: `/ocpp/CP-1`, with or without a query.
    package init(_ target: String) {
        let path = target.prefix { $0 != "?" && $0 != "#" }
        let components = path.split(separator: "/", omittingEmptySubsequences: true)
        isOdd = path.hasSuffix("/") || path.contains("//")
        // "ocpp" is the end of the base URL to which somebody forgot to add the identity; dots are folded by HTTP clients.
        guard let last = components.last, !["ocpp", ".", ".."].contains(last) else {
            identity = nil
            return
        }
        identity = Self.percentDecoded(last)
    }

    private static func percentDecoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8.makeIterator()
        while let byte = rest.next() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard
                let high = rest.next()?.hexadecimalValue, let low = rest.next()?.hexadecimalValue
            else { return nil }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
