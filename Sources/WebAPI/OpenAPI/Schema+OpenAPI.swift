extension Schema {
    /// This schema in the words of JSON Schema 2020-12, which OpenAPI 3.1 speaks. Objects are references to components.
    var openAPI: JSONValue {
        switch shape {
        case .object(let object):
            let reference = JSONValue.members(("$ref", .string("#/components/schemas/\(object.name)")))
            return isNullable ? .members(("anyOf", .list([reference, .members(("type", "null"))]))) : reference
        case .any:
            return .object([])
        case .octets:
            return typed("string", ("format", "binary"))
        case .string(let length):
            return typed(
                "string", ("minLength", length.map { .integer($0.lowerBound) }),
                ("maxLength", length.map { .integer($0.upperBound) }))
        case .time:
            return typed("string", ("format", "date-time"))
        case .enumeration(let values):
            return typed("string", ("enum", .list(values.map(JSONValue.string) + (isNullable ? [.null] : []))))
        case .integer(let range):
            return typed(
                "integer", ("format", range == nil ? "int64" : nil), ("minimum", range.map { .integer($0.lowerBound) }),
                ("maximum", range.map { .integer($0.upperBound) }))
        case .number(let range):
            return typed(
                "number", ("minimum", range.map { .number($0.lowerBound) }), ("maximum", range.map { .number($0.upperBound) }))
        case .boolean:
            return typed("boolean")
        case .list(let element):
            return typed("array", ("items", element.openAPI))
        case .anyObject:
            return typed("object")
        }
    }

    private func typed(_ type: String, _ limits: (name: String, value: JSONValue?)...) -> JSONValue {
        let type: JSONValue = isNullable ? .strings([type, "null"]) : .string(type)
        return .object([("type", type)] + limits.compactMap { limit in limit.value.map { (limit.name, $0) } })
    }

    /// Puts every object that this schema refers to into `components`, by name.
    func collect(into components: inout [String: ObjectSchema]) {
        switch shape {
        case .list(let element):
            element.collect(into: &components)
        case .object(let object):
            guard components.updateValue(object, forKey: object.name) == nil else { return }
            for member in object.members { member.schema.collect(into: &components) }
        default:
            break
        }
    }
}

extension ObjectSchema {
    /// This component in the words of JSON Schema.
    var openAPI: JSONValue {
        let required = members.filter(\.isRequired).map(\.name)
        return .members(
            ("type", "object"), ("description", .string(description)),
            ("properties", .object(members.map { ($0.name, $0.openAPI) })),
            ("required", required.isEmpty ? nil : .strings(required)),
            ("additionalProperties", isOpen ? nil : false))
    }
}

extension ObjectSchema.Member {
    /// The member's schema with its description, which in JSON Schema 2020-12 may also stand beside a reference.
    fileprivate var openAPI: JSONValue {
        .object([("description", .string(description))] + schema.openAPI.members)
    }
}
