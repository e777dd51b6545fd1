import OCPPJ

extension Schema {
    /// Whether a value conforms.
    ///
    /// - Throws: `PayloadError` with the path to the first member that does not.
    func check(_ node: JSONNode) throws(PayloadError) {
        if node.kind == .null {
            guard isNullable || allowsAnything else { throw PayloadError(.wrongType, "must not be null") }
            return
        }
        switch shape {
        case .string(let length):
            guard let text = node.string else { throw PayloadError(.wrongType, "must be a string") }
            try Self.checkLength(of: text, length)
        case .time:
            guard let text = node.string else { throw PayloadError(.wrongType, "must be a string") }
            guard Timestamp(rfc3339: text) != nil else { throw Self.notATime }
        case .enumeration(let values):
            guard let text = node.string else { throw PayloadError(.wrongType, "must be a string") }
            try Self.check(text, isOneOf: values)
        case .integer(let range):
            guard let value = node.int else { throw PayloadError(.wrongType, "must be an integer") }
            try Self.check(value, isIn: range)
        case .number(let range):
            guard let value = node.double, value.isFinite else { throw PayloadError(.wrongType, "must be a number") }
            try Self.check(value, isIn: range)
        case .boolean:
            guard node.bool != nil else { throw PayloadError(.wrongType, "must be true or false") }
        case .list(let element):
            guard node.kind == .array else { throw PayloadError(.wrongType, "must be a list") }
            for (index, item) in node.elements.enumerated() {
                do { try element.check(item) } catch { throw error.inside(String(index)) }
            }
        case .object(let object):
            try object.check(node)
        case .anyObject:
            guard node.kind == .object else { throw PayloadError(.wrongType, "must be an object") }
        case .any, .octets:
            break
        }
    }

    /// Whether the text of a query parameter conforms; numbers and booleans are written as in JSON.
    ///
    /// - Throws: `PayloadError` without a path.
    func check(text: String) throws(PayloadError) {
        switch shape {
        case .string(let length): try Self.checkLength(of: text, length)
        case .time: guard Timestamp(rfc3339: text) != nil else { throw Self.notATime }
        case .enumeration(let values): try Self.check(text, isOneOf: values)
        case .integer(let range):
            guard let value = Int(text) else { throw PayloadError(.wrongType, "must be an integer") }
            try Self.check(value, isIn: range)
        case .boolean:
            guard Bool(text) != nil else { throw PayloadError(.wrongType, "must be true or false") }
        case .number, .list, .object, .anyObject, .any, .octets:
            break
        }
    }

    private var allowsAnything: Bool {
        if case .any = shape { return true }
        return false
    }

    private static let notATime = PayloadError(
        .constraint, "must be a date and time of RFC 3339, for example 2026-01-31T09:30:00Z")

    private static func checkLength(of text: String, _ length: ClosedRange<Int>?) throws(PayloadError) {
        guard let length, !length.contains(text.unicodeScalars.count) else { return }
        let (least, most) = (length.lowerBound, length.upperBound)
        let allowed: Phrase = least == most ? "\(least)" : "\(least) to \(most)"
        throw PayloadError(.constraint, "must have \(allowed) characters")
    }

    private static func check(_ text: String, isOneOf values: [String]) throws(PayloadError) {
        guard values.contains(text) else {
            throw PayloadError(.constraint, "must be one of \(values.joined(separator: ", "))")
        }
    }

    private static func check<Value: Comparable>(_ value: Value, isIn range: ClosedRange<Value>?) throws(PayloadError) {
        guard let range, !range.contains(value) else { return }
        throw PayloadError(.constraint, "must be from \(range.lowerBound) to \(range.upperBound)")
    }
}

extension ObjectSchema {
    func check(_ node: JSONNode) throws(PayloadError) {
        guard node.kind == .object else { throw PayloadError(.wrongType, "must be an object") }
        var seen: Set<String> = []
        for (name, value) in node.members {
            guard seen.insert(name).inserted else { throw PayloadError(.structure, path: [name], "is given twice") }
            guard let member = members.first(where: { $0.name == name }) else {
                if isOpen { continue }
                let known = members.map(\.name).joined(separator: ", ")
                throw PayloadError(.constraint, path: [name], "is not known; known are \(known)")
            }
            do { try member.schema.check(value) } catch { throw error.inside(name) }
        }
        for member in members where member.isRequired && !seen.contains(member.name) {
            throw PayloadError(.missing, path: [member.name], "is required")
        }
    }
}
