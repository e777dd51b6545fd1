import Foundation
import OCPPJ

/// The query of a URL (`limit=10&chargePoint=CP%201`).
enum QueryText {
    /// In bytes; no filter needs more, and a cursor is shorter.
    private static let longestValue = 500

    /// Takes a query apart and checks it.
    ///
    /// A misspelt filter would silently match everything, so a parameter that the operation does not know is refused. An empty
    /// value counts as absent. `+` stands for a space, as forms send it, except in times, where it belongs to the offset.
    ///
    /// - Throws: `Problem` (`invalid-request`) naming the parameter at fault.
    static func parse(_ query: String?, allowed: [Operation.Parameter]) throws(Problem) -> [String: String] {
        var values: [String: String] = [:]
        for part in (query ?? "").split(separator: "&", omittingEmptySubsequences: true) {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decode(pair[0]) else { throw Problem(.invalidRequest, "The query is not percent-encoded UTF-8.") }
            guard let parameter = allowed.first(where: { $0.name == name }) else { throw unknown(name, allowed) }
            guard var value = decode(pair.count > 1 ? pair[1] : "") else {
                throw Problem(.invalidRequest, "\(name): is not percent-encoded UTF-8")
            }
            if value.isEmpty { continue }
            guard value.utf8.count <= longestValue, !value.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
                throw Problem(.invalidRequest, "\(name): must have at most \(longestValue) bytes and no control characters")
                    .with("parameter", name)
            }
            if case .time = parameter.schema.shape { value = value.replacingOccurrences(of: " ", with: "+") }
            do {
                try parameter.schema.check(text: value)
            } catch {
                throw Problem(.invalidRequest, "\(name): \(error.reason)").with("parameter", name)
            }
            guard values.updateValue(value, forKey: name) == nil else {
                throw Problem(.invalidRequest, "\(name): is given twice").with("parameter", name)
            }
        }
        return values
    }

    private static func decode(_ text: Substring) -> String? {
        text.replacingOccurrences(of: "+", with: " ").removingPercentEncoding
    }

    private static func unknown(_ name: String, _ allowed: [Operation.Parameter]) -> Problem {
        let known = allowed.isEmpty ? "none" : allowed.map(\.name).joined(separator: ", ")
        return Problem(.invalidRequest, "\(name): is not a parameter of this request; known are: \(known)")
            .with("parameter", name)
    }
}
