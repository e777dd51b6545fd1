import CentralSystem
import HTTPTypes
import OCPPJ

extension Operation {
    /// This operation as the OpenAPI document shows it.
    var openAPI: JSONValue {
        let parameters =
            pathParameters.map { $0.openAPI(in: "path", isRequired: true) }
            + query.map { $0.openAPI(in: "query", isRequired: false) }
        return .members(
            ("operationId", .string(name)), ("tags", .strings([tag.rawValue])), ("summary", .string(summary)),
            ("description", notes.isEmpty ? nil : .string(notes)),
            ("parameters", parameters.isEmpty ? nil : .list(parameters)), ("requestBody", body?.openAPI),
            ("responses", .object(answers.map(\.openAPI) + problemResponses)),
            ("security", requiresToken ? nil : .list([])),
            ("x-required-role", requiresToken ? .string(role.rawValue) : nil))
    }

    /// One response for each status that a problem may have, with the types that come with it.
    private var problemResponses: [(name: String, value: JSONValue)] {
        var types: [Int: [ProblemType]] = [:]
        for type in problems { types[type.status.code, default: []].append(type) }
        return types.sorted { $0.key < $1.key }.map { code, types in
            let uris = ProblemType.uris(of: types)
            let narrowed = JSONValue.members(
                ("allOf", .list([
                    Schema.object(Problem.objectSchema).openAPI,
                    .members(("properties", .members(("type", .members(("enum", .strings(uris))))))),
                ])))
            return (
                String(code),
                .members(
                    ("description", .string(types.map { "\($0.title) (`\($0.uri)`)." }.joined(separator: " "))),
                    ("headers", headers(of: code)),
                    ("content", .members(("application/problem+json", .members(("schema", narrowed)))))))
        }
    }

    private func headers(of code: Int) -> JSONValue? {
        switch code {
        case ProblemType.unauthorized.status.code:
            .members(("WWW-Authenticate", .members(("description", "`Bearer`."), ("schema", Schema.string.openAPI))))
        case ProblemType.tooManyAttempts.status.code where problems.contains(.tooManyAttempts):
            .members(("Retry-After", .members(("description", "Seconds to wait."), ("schema", Schema.string.openAPI))))
        default: nil
        }
    }
}

extension Operation.Parameter {
    fileprivate func openAPI(in place: String, isRequired: Bool) -> JSONValue {
        .members(
            ("name", .string(name)), ("in", .string(place)), ("required", isRequired ? true : nil),
            ("description", .string(description)), ("schema", schema.openAPI))
    }
}

extension Operation.Body {
    fileprivate var openAPI: JSONValue {
        .members(
            ("description", .string(description)), ("required", .bool(!isOptional)),
            (
                "content",
                .members((isStream ? "application/octet-stream" : "application/json", .members(("schema", schema.openAPI))))
            ))
    }
}

extension AnswerDescription {
    fileprivate var openAPI: (name: String, value: JSONValue) {
        let headers = headers.map { header in
            (
                name: header.name,
                value: JSONValue.members(("description", .string(header.description)), ("schema", Schema.string.openAPI))
            )
        }
        return (
            String(status.code),
            .members(
                ("description", .string(description)), ("headers", headers.isEmpty ? nil : .object(headers)),
                ("content", content.map { .object([($0.type, .members(("schema", $0.schema.openAPI)))]) }))
        )
    }
}
