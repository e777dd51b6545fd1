import CentralSystem
import HTTPTypes
import OCPPJ

extension RefusedConnection: JSONObject {
    static let representation = Representation<RefusedConnection>(
        "RefusedConnection", "A connection attempt that was refused before the WebSocket upgrade.",
        [
            Field("id", "The id of this record.", \.id),
            Field("time", "When it was refused.", \.time),
            Field("remoteAddress", "Where it came from.", \.remoteAddress),
            Field("target", "The request target as received, at most 200 characters of it.", \.target),
            Field("identity", "The identity in the target; `null` when there is none.", \.identity),
            Field("status", "The HTTP status that it was answered with.", \.status),
            Field("reason", "Why, in words.", \.reason),
        ])
}

/// `/api/v1/refused-connections`
struct RefusedConnectionRoutes: Sendable {
    let refusedConnections: RefusedConnectionService

    var operations: [Operation] { [list] }

    private var list: Operation {
        Operation(
            .get, "/api/v1/refused-connections", "listRefusedConnections", .messages,
            "Connection attempts that were refused, newest first", notes: "The newest 10,000 are kept.",
            query: Operation.Parameter.paging,
            answers: [.ok(ItemList<RefusedConnection>.schema, "The refused attempts.")]
        ) { request in
            .json(ItemList(try await refusedConnections.list(request.page())))
        }
    }
}
