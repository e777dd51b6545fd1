import CentralSystem
import HTTPTypes
import OCPP16
import OCPPJ

/// `/api/v1/bulk-operations/local-lists`
struct LocalListBulkRoutes: Sendable {
    let bulkOperations: BulkOperationService

    var operations: [Operation] { [send] }

    private static let input = ObjectSchema(
        "LocalListBulk", "Local lists for many charge points.",
        [.init("target", TargetInput.description, TargetInput.schema, isRequired: true)] + LocalListInput.order.members + [
            .init(
                "parallelism", BulkOperationInput.parallelismDescription + " The server's setting when absent.", .integer(1...1000)),
            .init("deadline", BulkOperationInput.deadlineDescription, .time.orNull),
            .init("timeoutSeconds", "How long to wait for each answer; the server's setting when absent.", .integer(1...600)),
        ])

    private var send: Operation {
        Operation(
            .post, "\(BulkOperationRoutes.path)/local-lists", "sendLocalLists", .localLists,
            "Sends many charge points their local lists",
            notes: """
                A bulk operation: each charge point gets the list that is defined for it, in the way in which `send` of its \
                `local-list` does it. Its progress and its results are those of the bulk operation.
                """,
            body: .required(Self.input), answers: [BulkOperationRoutes.accepted("The bulk operation.")]
        ) { request in
            let body = request.body
            let parameters = try LocalListExecutor.parameters(
                LocalListInput.order(body), timeoutSeconds: body["timeoutSeconds"]?.int)
            let operation = NewBulkOperation(
                kind: LocalListExecutor.kind, parameters: parameters, target: try TargetInput.selection(body["target"]),
                parallelism: body["parallelism"]?.int,
                deadline: body["deadline"]?.string.flatMap { Timestamp(rfc3339: $0) })
            return BulkOperationRoutes.accepted(try await bulkOperations.create(operation, requestedBy: request.requester))
        }
    }
}
