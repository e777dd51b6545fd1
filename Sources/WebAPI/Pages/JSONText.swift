package import OCPPJ

/// A JSON text under construction, for the bodies of operations.
package struct JSONText: Hashable, Sendable {
    package let text: [UInt8]

    /// JSON that is known to be well-formed.
    package init(_ node: JSONNode) {
        text = node.text
    }

    /// An object. Members without a value are left out.
    package static func object(_ members: KeyValuePairs<String, JSONText?>) -> JSONText {
        object(Array(members.map { ($0.key, $0.value) }))
    }

    package static func object(_ members: [(String, JSONText?)]) -> JSONText {
        var writer = JSONWriter(capacity: 128)
        writer.raw("{")
        var isFirst = true
        for (name, value) in members {
            guard let value else { continue }
            if !isFirst { writer.raw(",") }
            isFirst = false
            writer.string(name)
            writer.raw(":")
            writer.raw(value.text)
        }
        writer.raw("}")
        return JSONText(bytes: writer.bytes)
    }

    package static func list(_ items: [JSONText]) -> JSONText {
        JSONText(bytes: Array("[".utf8) + items.map(\.text).joined(separator: Array(",".utf8)) + Array("]".utf8))
    }

    package static func string(_ text: String) -> JSONText { JSONText(bytes: text.json) }
    package static func integer(_ value: Int) -> JSONText { JSONText(bytes: value.json) }
    package static func number(_ value: Double) -> JSONText { JSONText(bytes: value.json) }
    package static func bool(_ value: Bool) -> JSONText { JSONText(bytes: value.json) }
    package static let null = JSONText(bytes: Array("null".utf8))

    private init(bytes: [UInt8]) {
        text = bytes
    }
}

extension JSONText: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
}
