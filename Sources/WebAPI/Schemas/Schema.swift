/// What a JSON value of the API looks like.
///
/// One value serves three ends, so that they cannot drift apart: request bodies and query parameters are checked against it,
/// representations carry it beside what they write, and the OpenAPI document is generated from it.
struct Schema: Sendable {
    indirect enum Shape: Sendable {
        /// A string, its length counted in characters (Unicode scalars).
        case string(ClosedRange<Int>?)
        /// The content of a file; not JSON at all.
        case octets
        /// A moment as RFC 3339 text.
        case time
        /// One of these strings.
        case enumeration([String])
        case integer(ClosedRange<Int>?)
        case number(ClosedRange<Double>?)
        case boolean
        case list(Schema)
        case object(ObjectSchema)
        /// An object whose members are somebody else's business, such as an OCPP payload.
        case anyObject
        case any
    }

    var shape: Shape
    /// Whether `null` may stand in its place.
    var isNullable = false

    init(_ shape: Shape, isNullable: Bool = false) {
        self.shape = shape
        self.isNullable = isNullable
    }

    /// The same with `null` allowed.
    var orNull: Schema { Schema(shape, isNullable: true) }
}

extension Schema {
    static let string = Schema(.string(nil))
    static let octets = Schema(.octets)
    static let time = Schema(.time)
    static let integer = Schema(.integer(nil))
    static let number = Schema(.number(nil))
    static let boolean = Schema(.boolean)
    static let anyObject = Schema(.anyObject)
    static let any = Schema(.any)

    /// A string of so many characters.
    static func string(_ length: ClosedRange<Int>) -> Schema { Schema(.string(length)) }
    static func integer(_ range: ClosedRange<Int>) -> Schema { Schema(.integer(range)) }
    static func number(_ range: ClosedRange<Double>) -> Schema { Schema(.number(range)) }
    static func enumeration(_ values: [String]) -> Schema { Schema(.enumeration(values)) }
    static func list(of element: Schema) -> Schema { Schema(.list(element)) }
    static func object(_ object: ObjectSchema) -> Schema { Schema(.object(object)) }

    /// One of an enum's raw values.
    static func enumeration<Value: CaseIterable & RawRepresentable>(_ type: Value.Type) -> Schema
    where Value.RawValue == String {
        enumeration(type.allCases.map(\.rawValue))
    }
}

/// A JSON object with known members: a component of the OpenAPI document.
struct ObjectSchema: Sendable {
    /// The component's name; one name means one shape.
    var name: String
    var description: String
    var members: [Member]
    /// Whether further members are allowed.
    var isOpen = false

    struct Member: Sendable {
        var name: String
        /// For people; may hold Markdown.
        var description: String
        var schema: Schema
        var isRequired: Bool

        init(_ name: String, _ description: String, _ schema: Schema, isRequired: Bool = false) {
            self.name = name
            self.description = description
            self.schema = schema
            self.isRequired = isRequired
        }
    }

    init(_ name: String, _ description: String, isOpen: Bool = false, _ members: [Member]) {
        self.name = name
        self.description = description
        self.members = members
        self.isOpen = isOpen
    }
}
