/// Which texts a configuration key takes.
enum ConfigurationRule: Hashable, Sendable {
    /// `true` or `false`, in any case.
    case boolean
    /// A whole number in the range.
    case integer(ClosedRange<Int>)
    /// Any text of at most so many characters.
    case text(maximumLength: Int)
    /// A comma-separated list of some of these, at most so many.
    case list(of: Set<String>, maximumCount: Int)

    /// The text as it is kept; nil when the key does not take it.
    func normalized(_ text: String) -> String? {
        switch self {
        case .boolean:
            let value = text.lowercased()
            return value == "true" || value == "false" ? value : nil
        case .integer(let range):
            guard let value = Int(text), range.contains(value) else { return nil }
            return String(value)
        case .text(let maximumLength):
            return text.unicodeScalars.count <= maximumLength ? text : nil
        case .list(let allowed, let maximumCount):
            let elements = Self.elements(of: text)
            guard elements.count <= maximumCount, elements.allSatisfy(allowed.contains),
                Set(elements).count == elements.count
            else { return nil }
            return elements.joined(separator: ",")
        }
    }

    /// The elements of a comma-separated list, without the spaces around them.
    static func elements(of text: String) -> [String] {
        text.split(separator: ",").map { element in
            let start = element.drop { $0 == " " }
            return String(start.reversed().drop { $0 == " " }.reversed())
        }
        .filter { !$0.isEmpty }
    }
}
