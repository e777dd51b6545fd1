import Foundation

/// The user name and password of HTTP Basic authentication (RFC 7617), as bytes.
///
/// A charge point's password is its AuthorizationKey, which need not be UTF-8 and may hold a `:`; only the first `:` separates
/// it from the user name (field note 1.3).
package struct BasicCredentials: Hashable, Sendable {
    package let userName: [UInt8]
    package let password: [UInt8]

    package init(userName: [UInt8], password: [UInt8]) {
        self.userName = userName
        self.password = password
    }

    /// Reads the value of an `Authorization` header; nil when it is not `Basic` followed by Base64 that decodes to two parts.
    package init?(header: String) {
        let parts = header.split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "basic" else { return nil }
        // Some charge points leave out the padding.
        var encoded = String(parts[1])
        while encoded.utf8.count % 4 != 0 { encoded += "=" }
        guard
            let decoded = Data(base64Encoded: encoded).map({ [UInt8]($0) }),
            let colon = decoded.firstIndex(of: UInt8(ascii: ":"))
        else { return nil }
        userName = Array(decoded[..<colon])
        password = Array(decoded[(colon + 1)...])
    }

    /// The user name as text; bytes that are no UTF-8 are replaced.
    package var userNameText: String { String(decoding: userName, as: UTF8.self) }
}
