import OCPPJ

/// How the API writes a value: the members of a JSON object with their descriptions, in order.
///
/// Each member is written exactly as its schema says, because both come from the same line. Absent values are written as
/// `null`, so that an object always has the same members.
struct Representation<Value>: Sendable {
    let name: String
    let description: String
    let fields: [Field<Value>]

    /// - Parameters:
    ///   - name: the name of the schema in the OpenAPI document.
    ///   - description: what it stands for, for people.
    init(_ name: String, _ description: String, _ fields: [Field<Value>]) {
        self.name = name
        self.description = description
        self.fields = fields
    }

    var objectSchema: ObjectSchema {
        // Open, because a later version may add members; clients shall not stumble over them.
        ObjectSchema(
            name, description, isOpen: true,
            fields.map { ObjectSchema.Member($0.name, $0.description, $0.schema(), isRequired: true) })
    }

    func write(_ value: Value, to writer: inout JSONWriter) {
        writer.raw("{")
        for (index, field) in fields.enumerated() {
            if index > 0 { writer.raw(",") }
            writer.string(field.name)
            writer.raw(":")
            field.write(value, &writer)
        }
        writer.raw("}")
    }
}

/// One member of a representation.
struct Field<Value>: Sendable {
    let name: String
    let description: String
    let schema: @Sendable () -> Schema
    let write: @Sendable (Value, inout JSONWriter) -> Void

    /// - Parameters:
    ///   - description: what it means, with units; Markdown.
    ///   - member: where it comes from; its type decides how it is written.
    init<Member: JSONRepresentable>(
        _ name: String, _ description: String, _ member: @escaping @Sendable (Value) -> Member
    ) {
        self.name = name
        self.description = description
        // Asked for late: a schema may refer to one that is being made.
        schema = { Member.schema }
        write = { value, writer in member(value).write(to: &writer) }
    }

    /// The same member of a value that holds the one it was made for.
    init(
        name: String, description: String, schema: @escaping @Sendable () -> Schema,
        write: @escaping @Sendable (Value, inout JSONWriter) -> Void
    ) {
        self.name = name
        self.description = description
        self.schema = schema
        self.write = write
    }
}

/// A value that is written as a JSON object.
protocol JSONObject: JSONRepresentable {
    static var representation: Representation<Self> { get }
}

extension JSONObject {
    static var schema: Schema { .object(representation.objectSchema) }
    func write(to writer: inout JSONWriter) { Self.representation.write(self, to: &writer) }
}
