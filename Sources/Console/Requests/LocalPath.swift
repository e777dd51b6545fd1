import Foundation
import WebAPI

/// Where in the console to go on. Only paths of this server: nobody shall be led elsewhere by a link that begins here.
enum LocalPath {
    /// The path with its query when it is one of ours, and otherwise the overview.
    static func checked(_ text: String?) -> String {
        guard let text, text.utf8.count <= 2000, text.hasPrefix("/"), !text.hasPrefix("//"),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
        else { return "/" }
        return text
    }

    /// A path with its parameters put in: `LocalPath.of("/charge-points/{id}", ["id": "CP 1"])`.
    static func of(_ pattern: String, _ parameters: [String: String]) -> String {
        var path = ""
        for segment in pattern.split(separator: "/") {
            path += "/"
            if segment.hasPrefix("{"), let value = parameters[String(segment.dropFirst().dropLast())] {
                path += encoded(value)
            } else {
                path += segment
            }
        }
        return path.isEmpty ? "/" : path
    }

    /// What pages below a list are called, where the things of that list have their names too.
    static let pageNames: Set<String> = ["calendar", "clear", "export", "groups", "new", "start"]

    /// A text as one component of a path. One that is the name of a page is written in a way that means the same and is not taken
    /// for it: pages are found before what stands in a path is decoded.
    static func encoded(_ text: String) -> String {
        let encoded = String(FormText.encode([(name: "", value: text)]).dropFirst())
        if pageNames.contains(text), let first = text.utf8.first { return "%\(String(first, radix: 16, uppercase: true))\(text.dropFirst())" }
        return isDots(text) ? "~\(encoded)" : encoded
    }

    /// What stands for a component of a path; nil when it is not encoded well.
    static func decoded(_ component: Substring) -> String? {
        guard let text = String(component).removingPercentEncoding else { return nil }
        return text.hasPrefix("~") && isDots(text) ? String(text.dropFirst()) : text
    }

    /// A browser takes `.` and `..` for steps in the path, encoded or not, so they have a mark before them. What looks as if it had the
    /// mark already gets one more.
    private static func isDots(_ text: String) -> Bool { [".", ".."].contains(text.drop { $0 == "~" }) }

    /// The path of a charge point's page.
    static func chargePoint(_ id: String) -> String { "/charge-points/\(encoded(id))" }
}
