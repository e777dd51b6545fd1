/// Something that is said to people, in English, or a part of a sentence. It remembers the pattern that it was made of, so that others
/// can say the same in another language: `"there is no charge point \(id)"` has the pattern `there is no charge point {}`.
///
/// Two phrases that read alike are equal.
public struct Phrase: Sendable, CustomStringConvertible {
    /// What was put into the pattern.
    public enum Value: Sendable {
        /// Data, which is the same in every language.
        case text(String)
        /// Words, which are not.
        case phrase(Phrase)
    }

    /// The words, with `{}` where values stand.
    public let pattern: String
    public let values: [Value]

    /// A text that is none of our words: it reads the same in every language.
    public init(verbatim text: String) {
        self.init(pattern: "{}", values: [.text(text)])
    }

    public init(pattern: String, values: [Value]) {
        self.pattern = pattern
        self.values = values
    }

    /// The phrase in English.
    public var text: String { Self.fill(pattern, with: values.map(\.text)) }

    public var description: String { text }

    /// The same of something else, where the phrase begins with what it is about: `"\(member) must be a string"`.
    public func replacingSubject(_ subject: String, with other: String) -> Phrase {
        guard pattern.hasPrefix("{}"), values.first?.text == subject else { return self }
        return Phrase(pattern: pattern, values: [.text(other)] + values.dropFirst())
    }

    /// A pattern with texts in the places of its braces: `{}` takes the next one, `{1}` the one of that number, counted from 0.
    public static func fill(_ pattern: String, with texts: [String]) -> String {
        var result = ""
        var next = 0
        var rest = pattern[...]
        while let opening = rest.firstIndex(of: "{"), let closing = rest[opening...].firstIndex(of: "}") {
            result += rest[..<opening]
            let number = Int(rest[rest.index(after: opening)..<closing]) ?? next
            if texts.indices.contains(number) { result += texts[number] }
            next += 1
            rest = rest[rest.index(after: closing)...]
        }
        return result + rest
    }
}

extension Phrase.Value {
    /// In English.
    public var text: String {
        switch self {
        case .text(let text): text
        case .phrase(let phrase): phrase.text
        }
    }
}

extension Phrase: Hashable {
    public static func == (one: Phrase, other: Phrase) -> Bool { one.text == other.text }
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension Phrase: ExpressibleByStringInterpolation {
    public init(stringLiteral text: String) { self.init(pattern: text, values: []) }
    public init(stringInterpolation: StringInterpolation) {
        self.init(pattern: stringInterpolation.pattern, values: stringInterpolation.values)
    }

    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var pattern = ""
        fileprivate var values: [Value] = []

        public init(literalCapacity: Int, interpolationCount: Int) {}

        public mutating func appendLiteral(_ text: String) { pattern += text }

        /// Words that differ by language.
        public mutating func appendInterpolation(_ phrase: Phrase) { append(.phrase(phrase)) }

        /// Data.
        public mutating func appendInterpolation(_ value: some Any) { append(.text("\(value)")) }

        private mutating func append(_ value: Value) {
            pattern += "{}"
            values.append(value)
        }
    }
}
