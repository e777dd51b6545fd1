import CentralSystem
import HTTPTypes
import OCPPJ

/// `/api/v1/remote-stops`
struct RemoteStopRoutes: Sendable {
    let remoteTransactions: RemoteTransactionService

    private static let path = "/api/v1/remote-stops"

    var operations: [Operation] { [list, create, get] }

    private static let creation = ObjectSchema(
        "RemoteStopCreation", "A transaction to stop.",
        [
            .init("transactionId", "The transaction; any number when `chargePointId` is given.", .integer, isRequired: true),
            .init("chargePointId", "The charge point; the transaction's own when absent.", .string(1...500)),
            .init(
                "timeoutSeconds", "How long after an accepting answer the StopTransaction is waited for; the server's setting "
                    + "when absent.", .integer(1...86_400)),
        ])

    private var list: Operation {
        Operation(
            .get, Self.path, "listRemoteStops", .remoteTransactions, "Remote stops, newest first",
            notes: "Every RemoteStopTransaction is here, also those that were sent as commands or by bulk operations.",
            query: [
                .init("chargePoint", "Only those of this charge point."),
                .init("state", "Only those in this state.", .enumeration(RemoteStopState.self)),
                .init("transactionId", "Only those for this transaction.", .integer),
            ] + Operation.Parameter.paging,
            answers: [.ok(ItemList<RemoteStop>.schema, "The remote stops.")]
        ) { request in
            let filter = RemoteStopFilter(
                chargePointId: request.query["chargePoint"], state: request.value("state", as: RemoteStopState.self),
                transactionId: request.integer("transactionId"))
            return .json(ItemList(try await remoteTransactions.remoteStops(filter, request.page())))
        }
    }

    private var create: Operation {
        Operation(
            .post, Self.path, "createRemoteStop", .remoteTransactions, "Asks a charge point to stop a transaction",
            notes: """
                Returns when the charge point has answered; `Rejected` is an answer and leaves the transaction open. With \
                `chargePointId` the request is sent whether the transaction is known or not.
                """,
            body: .required(Self.creation), answers: [.created(RemoteStop.schema, "The charge point answered.")],
            problems: Problem.commandTypes + [.transactionNotFound, .notFound]
        ) { request in
            guard let transactionId = request.body["transactionId"]?.int else {
                throw Problem.invalidMember("transactionId", "transactionId is required")
            }
            let (command, job) = try await remoteTransactions.stop(
                transactionId: transactionId, chargePointId: request.body["chargePointId"]?.string,
                timeoutSeconds: request.body["timeoutSeconds"]?.int, requestedBy: request.requester)
            if let problem = Problem(command) { throw problem.with("resource", "\(Self.path)/\(job.id)") }
            return .created(job, location: "\(Self.path)/\(job.id)")
        }
    }

    private var get: Operation {
        Operation(
            .get, "\(Self.path)/{remoteStopId}", "getRemoteStop", .remoteTransactions, "One remote stop",
            pathParameters: [.init("remoteStopId", "The id of the job.", .integer)],
            answers: [.ok(RemoteStop.schema, "The remote stop.")], problems: [.notFound]
        ) { request in
            .json(try await remoteTransactions.remoteStop(Int64(request.integer(inPath: "remoteStopId", otherwise: .notFound))))
        }
    }
}
