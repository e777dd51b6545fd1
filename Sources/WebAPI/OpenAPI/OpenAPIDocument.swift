import HTTPTypes
import OCPPJ

/// The OpenAPI 3.1 document, made from the operations that the router serves.
struct OpenAPIDocument: Sendable {
    let operations: [Operation]
    /// The program's version.
    let version: String

    var value: JSONValue {
        .members(
            ("openapi", "3.1.0"), ("info", info), ("servers", .list([.members(("url", "/"))])),
            ("security", .list([.members(("token", .list([]))), .members(("session", .list([])))])),
            ("tags", .list(Tag.allCases.map { .members(("name", .string($0.rawValue)), ("description", .string($0.description))) })),
            ("paths", paths), ("components", components))
    }

    private var info: JSONValue {
        .members(
            ("title", "Stationmaster"), ("version", .string(version)), ("description", .string(Self.description)),
            ("license", .members(("name", "Apache License 2.0"), ("identifier", "Apache-2.0"))))
    }

    private static let description = """
        The operators' API of Stationmaster, a charging station management system for OCPP 1.6-J.

        Times are RFC 3339, in UTC with milliseconds. Absent values are `null`. Objects in answers may get further members in \
        later versions. Lists come in parts: ask for the next one with `cursor`. Every `GET` is also answered to `HEAD`. \
        Each operation names in `x-required-role` the least role that may use it: `viewer`, `operator` or `administrator`. \
        Errors are `application/problem+json` (RFC 9457) whose `type` is stable; a method that a path does not offer is \
        answered with status 405 and `Allow`, a path that does not exist with 404.
        """

    private var paths: JSONValue {
        var methods: [String: [(name: String, value: JSONValue)]] = [:]
        for operation in operations {
            methods[operation.path, default: []].append((operation.method.rawValue.lowercased(), operation.openAPI))
        }
        return .object(methods.sorted { $0.key < $1.key }.map { ($0.key, .object($0.value)) })
    }

    private var components: JSONValue {
        var schemas: [String: ObjectSchema] = [:]
        Schema.object(Problem.objectSchema).collect(into: &schemas)
        for operation in operations {
            operation.body?.schema.collect(into: &schemas)
            for answer in operation.answers { answer.content?.schema.collect(into: &schemas) }
        }
        let token = JSONValue.members(
            ("type", "http"), ("scheme", "bearer"), ("description", "The administrator's token, or one of `POST /api/v1/tokens`."))
        let session = JSONValue.members(
            ("type", "apiKey"), ("in", "cookie"), ("name", .string(SessionCookie.name)),
            (
                "description",
                "A session of `POST /api/v1/session`. Requests that change something also need its `csrfToken` in the header `X-CSRF-Token`."
            ))
        return .members(
            ("schemas", .object(schemas.sorted { $0.key < $1.key }.map { ($0.key, $0.value.openAPI) })),
            ("securitySchemes", .members(("token", token), ("session", session))))
    }
}
