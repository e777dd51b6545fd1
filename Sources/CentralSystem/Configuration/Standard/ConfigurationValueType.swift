/// What a configuration key's value must be.
package enum ConfigurationValueType: Hashable, Sendable {
    case integer(ClosedRange<Int>)
    case boolean
    /// A comma separated list (CSL).
    case list(ConfigurationListRule)
    case text
    /// A password: a text of at least 16 bytes, or a key as hexadecimal digits (security whitepaper, section 7.2).
    case password

    /// The specification's word for the type.
    package var name: String {
        switch self {
        case .integer: "integer"
        case .boolean: "boolean"
        case .list: "CSL"
        case .text, .password: "string"
        }
    }

    /// The range of an integer.
    package var range: ClosedRange<Int>? {
        if case .integer(let range) = self { return range }
        return nil
    }

    /// What the items of a list may be; nil for other types.
    package var items: [String]? {
        if case .list(let rule) = self { return rule.items }
        return nil
    }

    /// What is wrong with a value, as a sentence's end; nil when nothing is.
    func fault(in value: String) -> String? {
        switch self {
        case .integer(let range):
            guard Self.isInteger(value) else { return "should be an integer" }
            guard let number = Int(value), range.contains(number) else {
                return range.upperBound == Int(Int32.max)
                    ? "should be an integer of at least \(range.lowerBound)"
                    : "should be an integer from \(range.lowerBound) to \(range.upperBound)"
            }
            return nil
        case .boolean:
            return value == "true" || value == "false" ? nil : "should be true or false"
        case .list(let rule):
            return rule.fault(in: value)
        case .text:
            return nil
        case .password:
            return Self.isPassword(value)
                ? nil : "should have 16 to 40 characters; 32 to 40 hexadecimal digits are taken for the key that they spell"
        }
    }

    /// Whether two values mean the same setting.
    package func means(_ left: String, sameAs right: String) -> Bool {
        if left == right { return true }
        let (left, right) = (Self.trimmed(left), Self.trimmed(right))
        switch self {
        case .integer:
            if Self.isInteger(left), Self.isInteger(right), let left = Int(left), let right = Int(right) { return left == right }
            return left == right
        case .boolean:
            return left.lowercased() == right.lowercased()
        case .list:
            // Their order says nothing.
            return Set(ConfigurationListRule.split(left).map { $0.lowercased() })
                == Set(ConfigurationListRule.split(right).map { $0.lowercased() })
        case .text, .password:
            return left == right
        }
    }

    /// Digits with an optional minus: what JSON and every charge point call an integer.
    private static func isInteger(_ text: String) -> Bool {
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        return !digits.isEmpty && digits.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func isPassword(_ text: String) -> Bool { (16...40).contains(text.utf8.count) }

    private static func trimmed(_ text: String) -> String {
        let start = text.drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}
