import OCPPJ

extension JSONText {
    /// The body that an HTML form makes, whose fields are all texts: each becomes what the schema says of its member.
    ///
    /// - A field is named as its member; a dot leads into an object: `settings.pingIntervalSeconds`.
    /// - An empty field is left out. Where `null` is allowed, `-` alone, or the field's name with `!` before it given as `on`, is `null`.
    /// - `true` and `on` make a truth value true. A form without the box that was not ticked leaves it out.
    /// - Of a list, every field of its name gives one element, or one field gives them in lines.
    /// - An object of somebody else's making, and what may be anything, is JSON as it was typed.
    ///
    /// What does not fit is left as a text, so that the operation's own check refuses it in its own words.
    init(form fields: [(name: String, value: String)], schema: Schema) {
        guard case .object(let object) = schema.shape else {
            self = .object([])
            return
        }
        self = FormObject(fields).json(object)
    }
}

/// The fields of a form below one object.
private struct FormObject {
    private let fields: [(name: String, value: String)]

    init(_ fields: [(name: String, value: String)]) {
        self.fields = fields
    }

    func json(_ object: ObjectSchema) -> JSONText {
        var members: [(String, JSONText?)] = object.members.map { ($0.name, value(of: $0)) }
        // What the operation does not know, it shall refuse by name.
        var known = Set(object.members.map(\.name))
        for field in fields {
            let name = String(field.name.prefix { $0 != "." })
            let plain = name.hasPrefix("!") ? String(name.dropFirst()) : name
            if known.insert(plain).inserted { members.append((plain, .string(field.value))) }
        }
        return .object(members)
    }

    private func value(of member: ObjectSchema.Member) -> JSONText? {
        let values = fields.filter { $0.name == member.name }.map(\.value)
        if member.schema.isNullable, values == ["-"] || fields.contains(where: { $0.name == "!\(member.name)" && $0.value == "on" }) {
            return .null
        }
        switch member.schema.shape {
        case .object(let object):
            let prefix = "\(member.name)."
            let inner = fields.filter { $0.name.hasPrefix(prefix) }.map { (name: String($0.name.dropFirst(prefix.count)), value: $0.value) }
            let json = FormObject(inner).json(object)
            return inner.contains { !$0.value.isEmpty } ? json : nil
        case .list(let element):
            let lines = values.count == 1 ? values[0].split(whereSeparator: \.isNewline).map(String.init) : values
            let items = lines.filter { !$0.isEmpty }
            return items.isEmpty ? nil : .list(items.map { Self.scalar($0, element) })
        default:
            guard let text = values.last, !text.isEmpty else { return nil }
            return Self.scalar(text, member.schema)
        }
    }

    private static func scalar(_ text: String, _ schema: Schema) -> JSONText {
        switch schema.shape {
        case .integer: Int(text.trimmed).map(JSONText.integer) ?? .string(text)
        case .number: Double(text.trimmed).flatMap { $0.isFinite ? JSONText.number($0) : nil } ?? .string(text)
        case .boolean:
            switch text {
            case "true", "on": true
            case "false", "off": false
            default: .string(text)
            }
        case .any, .anyObject, .object, .list: (try? JSONNode.parse(Array(text.utf8))).map(JSONText.init) ?? .string(text)
        case .string, .time, .enumeration, .octets: .string(text)
        }
    }
}

extension String {
    fileprivate var trimmed: String { String(self[...].trimming { $0.isWhitespace }) }
}
