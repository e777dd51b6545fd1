import CentralSystem
import Foundation

/// A header value with parameters: `form-data; name="file"; filename="a.zip"` (RFC 9110, section 5.6.6).
struct HeaderParameters: Hashable {
    /// What stands before the first semicolon, in lower case.
    let value: String
    /// By name in lower case; of a name given twice, the first.
    private let parameters: [String: String]

    init(_ text: String) {
        var parts = Self.split(text)
        value = parts.isEmpty ? "" : parts.removeFirst().trimmingCharacters(in: .whitespaces).lowercased()
        var found: [String: String] = [:]
        for part in parts {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { continue }
            let name = pair[0].trimmingCharacters(in: .whitespaces).lowercased()
            if found[name] == nil { found[name] = Self.unquoted(pair[1].trimmingCharacters(in: .whitespaces)) }
        }
        parameters = found
    }

    subscript(_ name: String) -> String? { parameters[name] }

    /// The name of a file in a `Content-Disposition`; the extended form (RFC 8187) goes before the plain one.
    var fileName: String? {
        if let extended = self["filename*"], let text = extended.split(separator: "'", omittingEmptySubsequences: false).last {
            return String(text).removingPercentEncoding ?? self["filename"]
        }
        return self["filename"]
    }

    /// At semicolons outside quotation marks.
    private static func split(_ text: String) -> [String] {
        var parts = [""]
        var isQuoted = false
        var isEscaped = false
        for character in text {
            if character == ";", !isQuoted {
                parts.append("")
                continue
            }
            if character == "\"", !isEscaped { isQuoted.toggle() }
            isEscaped = character == "\\" && isQuoted && !isEscaped
            parts[parts.count - 1].append(character)
        }
        return parts
    }

    /// Browsers and devices do not escape backslashes in `C:\\log\\a.zip`, so only quotation marks are taken for escaped.
    private static func unquoted(_ text: String) -> String {
        guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
        return text.dropFirst().dropLast().replacingOccurrences(of: "\\\"", with: "\"")
    }
}

/// What a stranger calls a file, fit to be shown and offered for saving.
enum StrangersFileName {
    /// The last component without control characters and without signs that turn the direction of writing, 255 characters at most;
    /// nil when nothing is left.
    static func clean(_ text: String?) -> String? {
        guard let text else { return nil }
        // By scalars: a mark that combines with a slash makes one character of both.
        let last = text.unicodeScalars.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? Substring.UnicodeScalarView()
        var scalars = String.UnicodeScalarView()
        for scalar in last.prefix(255) where scalar.isPlain { scalars.append(scalar) }
        let name = String(scalars).trimmingCharacters(in: .whitespaces)
        return name.isEmpty || name == "." || name == ".." ? nil : name
    }

    /// `Content-Disposition` that saves under this name (RFC 6266).
    static func disposition(_ name: String) -> String {
        let plain = String(name.map { $0.isASCII && $0 != "\"" && $0 != "\\" && $0 != "%" ? $0 : "_" })
        return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(PathText.encode(name))"
    }
}
