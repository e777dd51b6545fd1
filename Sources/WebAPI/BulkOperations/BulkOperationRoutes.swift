import CentralSystem
import HTTPTypes
import OCPPJ

/// `/api/v1/bulk-operations`
struct BulkOperationRoutes: Sendable {
    let bulkOperations: BulkOperationService

    static let path = "/api/v1/bulk-operations"
    private static let itemPath = "\(path)/{bulkOperationId}"
    private static let idParameter = Operation.Parameter("bulkOperationId", "The id of the operation.", .integer)

    var operations: [Operation] { [list, create, get, results, cancel, retry] }

    private var list: Operation {
        Operation(
            .get, Self.path, "listBulkOperations", .bulkOperations, "Bulk operations, newest first",
            query: [
                .init("state", "Only those in this state.", .enumeration(BulkOperationState.self)),
                .init("kind", "Only those of this kind."),
            ] + Operation.Parameter.paging,
            answers: [.ok(ItemList<BulkOperation>.schema, "The operations.")]
        ) { request in
            let page = try await bulkOperations.list(
                state: request.value("state", as: BulkOperationState.self), kind: request.query["kind"], request.page())
            return .json(ItemList(page))
        }
    }

    private var create: Operation {
        Operation(
            .post, Self.path, "createBulkOperation", .bulkOperations, "Sends an OCPP request to many charge points",
            notes: """
                Answers when all charge points are written down; the requests are sent in the background, also over a restart \
                of the server. Charge points are chosen now: one that is registered later is not served. A list may hold \
                charge points that nobody registered, and any charge point once.
                """,
            body: .required(BulkOperationInput.creation),
            answers: [Self.accepted("The operation.")]
        ) { request in
            try request.requireRole(for: request.body["action"]?.string ?? "")
            let created = try await bulkOperations.create(
                BulkOperationInput.newOperation(request.body), requestedBy: request.requester)
            return Self.accepted(created)
        }
    }

    private var get: Operation {
        Operation(
            .get, Self.itemPath, "getBulkOperation", .bulkOperations, "One bulk operation with its progress",
            pathParameters: [Self.idParameter], answers: [.ok(BulkOperation.schema, "The operation.")], problems: [.notFound]
        ) { request in
            .json(try await bulkOperations.get(Self.id(request)))
        }
    }

    private var results: Operation {
        Operation(
            .get, "\(Self.itemPath)/results", "listBulkResults", .bulkOperations,
            "The charge points of a bulk operation with their results", pathParameters: [Self.idParameter],
            query: [.init("outcome", "Only those with this outcome.", .enumeration(BulkOutcome.self))]
                + Operation.Parameter.paging,
            answers: [.ok(ItemList<BulkTarget>.schema, "The results.")], problems: [.notFound]
        ) { request in
            let page = try await bulkOperations.results(
                of: Self.id(request), outcome: request.value("outcome", as: BulkOutcome.self), request.page())
            return .json(ItemList(page))
        }
    }

    private var cancel: Operation {
        Operation(
            .post, "\(Self.itemPath)/cancel", "cancelBulkOperation", .bulkOperations, "Cancels a bulk operation",
            notes: "What was not sent is not sent. Requests that are on their way still get their result.",
            pathParameters: [Self.idParameter], answers: [.ok(BulkOperation.schema, "The operation.")],
            problems: [.notFound, .conflict]
        ) { request in
            .json(try await bulkOperations.cancel(Self.id(request)))
        }
    }

    private var retry: Operation {
        Operation(
            .post, "\(Self.itemPath)/retry", "retryBulkOperation", .bulkOperations, "Tries those again that did not succeed",
            notes: """
                Also those that were refused, interrupted or cancelled; `outcomes` chooses. Refused when nobody is left to try, \
                and when the operation held a secret, which is forgotten with its end.
                """,
            pathParameters: [Self.idParameter], body: .optional(BulkOperationInput.retry),
            answers: [Self.accepted("The operation, running again.")], problems: [.notFound, .conflict]
        ) { request in
            // Who may not send a request to many charge points may not send it once more either.
            let parameters = try await JSONNode.parse(bulkOperations.get(Self.id(request)).parameters)
            try request.requireRole(for: parameters["action"]?.string ?? "")
            let outcomes = (request.body["outcomes"]?.elements ?? []).compactMap { $0.string.flatMap(BulkOutcome.init) }
            return Self.accepted(
                try await bulkOperations.retry(
                    Self.id(request), outcomes: outcomes,
                    deadline: request.body["deadline"]?.string.flatMap { Timestamp(rfc3339: $0) }))
        }
    }

    private static func id(_ request: OperationRequest) throws -> Int64 {
        Int64(try request.integer(inPath: "bulkOperationId", otherwise: .notFound))
    }

    /// An operation that goes on in the background; also for other features' operations.
    static func accepted(_ operation: BulkOperation) -> Answer {
        var answer = Answer.json(operation, status: .accepted)
        answer.headers[.location] = "\(path)/\(operation.id)"
        return answer
    }

    static func accepted(_ description: String) -> AnswerDescription {
        var answer = AnswerDescription.json(.accepted, BulkOperation.schema, description)
        answer.headers = [(name: "Location", description: "The path of the operation.")]
        return answer
    }
}
