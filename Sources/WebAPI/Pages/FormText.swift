import Foundation

/// The body of an HTML form (`application/x-www-form-urlencoded`), and the query of a page: the same thing in two places.
package enum FormText {
    /// More fields than any form of ours has.
    private static let mostFields = 2000

    /// The fields in their order; a name may come several times. Texts that are no UTF-8 are nil for the whole.
    package static func parse(_ text: some StringProtocol) -> [(name: String, value: String)]? {
        var fields: [(name: String, value: String)] = []
        for part in text.split(separator: "&", omittingEmptySubsequences: true) {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard fields.count < mostFields, let name = decode(pair[0]), let value = decode(pair.count > 1 ? pair[1] : "") else {
                return nil
            }
            fields.append((name, withPlainLineBreaks(value)))
        }
        return fields
    }

    /// The fields as they stand in a URL.
    package static func encode(_ fields: [(name: String, value: String)]) -> String {
        fields.map { "\(PathText.encode($0.name))=\(PathText.encode($0.value))" }.joined(separator: "&")
    }

    /// Browsers send line breaks as CR LF, whatever was typed.
    private static func withPlainLineBreaks(_ text: String) -> String {
        guard text.utf8.contains(0x0D) else { return text }
        var result = String.UnicodeScalarView()
        var isAfterReturn = false
        for scalar in text.unicodeScalars {
            if scalar == "\r" || !(scalar == "\n" && isAfterReturn) { result.append(scalar == "\r" ? "\n" : scalar) }
            isAfterReturn = scalar == "\r"
        }
        return String(result)
    }

    private static func decode(_ text: some StringProtocol) -> String? {
        text.replacingOccurrences(of: "+", with: " ").removingPercentEncoding
    }
}
