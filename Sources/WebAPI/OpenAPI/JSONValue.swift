import OCPPJ

/// A JSON value under construction, for the OpenAPI document.
indirect enum JSONValue: Sendable, ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral {
    case object([(name: String, value: JSONValue)])
    case list([JSONValue])
    case string(String)
    case integer(Int)
    case number(Double)
    case bool(Bool)
    case null

    init(stringLiteral value: String) { self = .string(value) }
    init(booleanLiteral value: Bool) { self = .bool(value) }
    init(integerLiteral value: Int) { self = .integer(value) }

    /// An object with the members that have a value, in order.
    static func members(_ members: (name: String, value: JSONValue?)...) -> JSONValue {
        .object(members.compactMap { member in member.value.map { (member.name, $0) } })
    }

    static func strings(_ values: some Sequence<String>) -> JSONValue { .list(values.map(JSONValue.string)) }

    /// The members of an object; none for other values.
    var members: [(name: String, value: JSONValue)] {
        if case .object(let members) = self { members } else { [] }
    }
}

extension JSONValue: JSONRepresentable {
    static var schema: Schema { .any }

    func write(to writer: inout JSONWriter) {
        switch self {
        case .object(let members):
            writer.raw("{")
            for (index, member) in members.enumerated() {
                if index > 0 { writer.raw(",") }
                writer.string(member.name)
                writer.raw(":")
                member.value.write(to: &writer)
            }
            writer.raw("}")
        case .list(let values): values.write(to: &writer)
        case .string(let text): writer.string(text)
        case .integer(let value): writer.number(value)
        case .number(let value): value.write(to: &writer)
        case .bool(let value): value.write(to: &writer)
        case .null: writer.raw("null")
        }
    }
}
