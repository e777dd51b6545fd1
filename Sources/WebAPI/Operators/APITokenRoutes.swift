import CentralSystem
import HTTPTypes
import OCPPJ

/// What operators send about tokens.
enum APITokenInput {
    static let scopesDescription = "The groups of operations that it is restricted to; `null`: all of them."

    static let creation = ObjectSchema(
        "TokenCreation", "A token for a program.",
        [
            .init("name", "What it is for; unique. Records show it as who asked.", .string(1...64), isRequired: true),
            .init("role", "What it may do; never more than that.", .enumeration(Role.self), isRequired: true),
            .init("readOnly", "Whether it may only read; `false` when absent.", .boolean),
            .init("scopes", scopesDescription, Schema.list(of: .enumeration(Tag.scopes)).orNull),
            .init("expiresAt", "From this moment on it is refused; `null` or absent: never.", .time.orNull),
        ])

    static func new(_ body: JSONNode) -> NewAPIToken {
        NewAPIToken(
            name: body["name"]?.string ?? "", role: body["role"]?.string.flatMap { Role(rawValue: $0) } ?? .viewer,
            scope: TokenScope(
                isReadOnly: body["readOnly"]?.bool ?? false,
                tags: body["scopes"].flatMap { $0.kind == .array ? $0.elements.compactMap(\.string) : nil }),
            expiresAt: body["expiresAt"]?.string.flatMap { Timestamp(rfc3339: $0) })
    }
}

/// `/api/v1/tokens`
struct APITokenRoutes: Sendable {
    let tokens: APITokenService

    private static let path = "/api/v1/tokens"

    var operations: [Operation] { [list, create, revoke] }

    private var list: Operation {
        Operation(
            .get, Self.path, "listTokens", .operators, "Tokens of programs, newest first", query: Operation.Parameter.paging,
            answers: [.ok(ItemList<APIToken>.schema, "The tokens, without their texts.")], role: .administrator
        ) { request in
            .json(ItemList(try await tokens.list(request.page())))
        }
    }

    private var create: Operation {
        Operation(
            .post, Self.path, "createToken", .operators, "Makes a token for a program",
            notes: """
                `token` in the answer is the token itself. It is shown this once: the server keeps only its hash. Restricted to \
                `scopes`, it may use the operations that stand under these names in this document, written in lower case with \
                hyphens. A restricted token cannot change users or tokens.
                """,
            body: .required(APITokenInput.creation), answers: [.created(NewTokenView.schema, "The token.")],
            problems: [.conflict], role: .administrator
        ) { request in
            let (token, text) = try await tokens.create(APITokenInput.new(request.body), createdBy: request.requester)
            return .created(NewTokenView(token: token, text: text), location: "\(Self.path)/\(token.id)")
        }
    }

    private var revoke: Operation {
        Operation(
            .delete, "\(Self.path)/{tokenId}", "revokeToken", .operators, "Revokes a token",
            pathParameters: [.init("tokenId", "The id of the token.", .integer)],
            answers: [.noContent("From now on it is refused.")], problems: [.notFound], role: .administrator
        ) { request in
            try await tokens.revoke(Int64(request.integer(inPath: "tokenId", otherwise: .notFound)))
            return .noContent
        }
    }
}

extension APIToken: JSONObject {
    static let representation = Representation<APIToken>(
        "Token", "A token with which a program uses the API.", fields { $0 })

    /// The members of a token inside another value.
    fileprivate static func fields<Outer>(_ token: @escaping @Sendable (Outer) -> APIToken) -> [Field<Outer>] {
        [
            Field("id", "The id of the token.", { token($0).id }),
            Field("name", "What it is for.", { token($0).name }),
            Field("role", "What it may do.", { token($0).role }),
            Field("readOnly", "Whether it may only read.", { token($0).scope.isReadOnly }),
            Field("scopes", APITokenInput.scopesDescription, { token($0).scope.tags }),
            Field("expiresAt", "From this moment on it is refused; `null`: never.", { token($0).expiresAt }),
            Field("createdBy", "Who made it.", { token($0).createdBy }),
            Field("createdAt", "When it was made.", { token($0).createdAt }),
            Field("lastUsedAt", "When it was last used, to the minute.", { token($0).lastUsedAt }),
        ]
    }
}

/// A token that was just made, with its text.
struct NewTokenView: JSONObject, Sendable {
    let token: APIToken
    let text: String

    static let representation = Representation<NewTokenView>(
        "NewToken", "A token that was just made.",
        APIToken.fields(\.token) + [Field("token", "The token itself; shown this once.", \.text)])
}
