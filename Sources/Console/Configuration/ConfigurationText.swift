import CentralSystem
import OCPPJ
import WebAPI

/// Configuration keys and their values as they are typed: `HeartbeatInterval = 300`, one in each line.
///
/// A key or a value that would not survive that, because of spaces at its ends or a line break, stands in quotes, as in JSON.
enum ConfigurationText {
    /// A line that is none: its number, beginning with 1.
    struct Fault: Error, Hashable {
        var line: Int
    }

    static func text(_ settings: [ConfigurationSetting]) -> String {
        settings.map { "\(written($0.name.text, isKey: true)) = \(written($0.value, isKey: false))" }.joined(separator: "\n")
    }

    static func settings(_ text: String) throws(Fault) -> [ConfigurationSetting] {
        var settings: [ConfigurationSetting] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            var rest = trimmed(line)
            guard !rest.isEmpty else { continue }
            let key = takeQuoted(&rest) ?? String(trimmed(rest.prefix { $0 != "=" }))
            guard !key.isEmpty, let equals = rest.firstIndex(of: "=") else { throw Fault(line: index + 1) }
            var value = trimmed(rest[rest.index(after: equals)...])
            let whole = String(value)
            let quoted = takeQuoted(&value)
            settings.append(ConfigurationSetting(ConfigurationKeyName(key), trimmed(value).isEmpty ? quoted ?? whole : whole))
        }
        return settings
    }

    private static func written(_ text: String, isKey: Bool) -> String {
        let isPlain =
            trimmed(text[...]).count == text.count && !text.hasPrefix("\"") && !text.contains(where: \.isNewline)
            && !(isKey && (text.contains("=") || text.isEmpty))
        return isPlain ? text : String(decoding: JSONText.string(text).text, as: UTF8.self)
    }

    /// Takes a text in quotes off the beginning; nil, and nothing, when there is none.
    private static func takeQuoted(_ text: inout Substring) -> String? {
        guard text.first == "\"" else { return nil }
        var isEscaped = false
        for index in text.indices.dropFirst() {
            if isEscaped {
                isEscaped = false
            } else if text[index] == "\\" {
                isEscaped = true
            } else if text[index] == "\"" {
                let end = text.index(after: index)
                guard let taken = (try? JSONNode.parse(Array(text[..<end].utf8)))?.string else { return nil }
                text = text[end...]
                return taken
            }
        }
        return nil
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
