import CentralSystem
import HTTPTypes
import OCPPJ

/// `/api/v1/remote-starts`
struct RemoteStartRoutes: Sendable {
    let remoteTransactions: RemoteTransactionService

    private static let path = "/api/v1/remote-starts"

    var operations: [Operation] { [list, create, get] }

    private static let creation = ObjectSchema(
        "RemoteStartCreation", "A transaction to start.",
        [
            .init("chargePointId", "The charge point.", .string(1...500), isRequired: true),
            .init("connectorId", "The connector; the charge point chooses when absent.", .integer),
            .init("idTag", "The idTag to start for; known or not.", .string, isRequired: true),
            .init("chargingProfile", "A charging profile of OCPP 1.6 with the purpose TxProfile, sent as it is.", .anyObject),
            .init("chargingProfileTemplate", "The name of a template to make the profile from instead.", .string(1...200)),
            .init(
                "timeoutSeconds",
                "How long after an accepting answer the StartTransaction is waited for. When absent: the charge point's "
                    + "ConnectionTimeOut and 30 seconds where it is known, else the server's setting.", .integer(1...86_400)),
        ])

    private var list: Operation {
        Operation(
            .get, Self.path, "listRemoteStarts", .remoteTransactions, "Remote starts, newest first",
            notes: "Every RemoteStartTransaction is here, also those that were sent as commands or by bulk operations.",
            query: [
                .init("chargePoint", "Only those of this charge point."),
                .init("state", "Only those in this state.", .enumeration(RemoteStartState.self)),
                .init("idTag", "Only those for this idTag, without regard to case."),
            ] + Operation.Parameter.paging,
            answers: [.ok(ItemList<RemoteStart>.schema, "The remote starts.")]
        ) { request in
            let filter = RemoteStartFilter(
                chargePointId: request.query["chargePoint"], state: request.value("state", as: RemoteStartState.self),
                idTag: request.query["idTag"])
            return .json(ItemList(try await remoteTransactions.remoteStarts(filter, request.page())))
        }
    }

    private var create: Operation {
        Operation(
            .post, Self.path, "createRemoteStart", .remoteTransactions, "Asks a charge point to start a transaction",
            notes: """
                Returns when the charge point has answered; `Rejected` is an answer. Acceptance is not yet a transaction: the \
                job becomes `started` with the StartTransaction that belongs to it, or `neverStarted`. A StartTransaction \
                belongs to a job of the same charge point and idTag that asked for its connector or for none, and did not \
                begin before the request. The newest such job that is still expected gets it; older ones that it would fit \
                are over.
                """,
            body: .required(Self.creation), answers: [.created(RemoteStart.schema, "The charge point answered.")],
            problems: Problem.commandTypes + [.notFound]
        ) { request in
            let body = request.body
            if body["chargingProfile"] != nil, body["chargingProfileTemplate"] != nil {
                throw Problem.invalidMember(
                    "chargingProfileTemplate", "Give either chargingProfile or chargingProfileTemplate, not both.")
            }
            let (command, job) = try await remoteTransactions.start(
                NewRemoteStart(
                    chargePointId: body["chargePointId"]?.string ?? "", connectorId: body["connectorId"]?.int,
                    idTag: body["idTag"]?.string ?? "", chargingProfile: body["chargingProfile"],
                    chargingProfileTemplate: body["chargingProfileTemplate"]?.string,
                    timeoutSeconds: body["timeoutSeconds"]?.int),
                requestedBy: request.requester)
            if let problem = Problem(command) { throw problem.with("resource", "\(Self.path)/\(job.id)") }
            return .created(job, location: "\(Self.path)/\(job.id)")
        }
    }

    private var get: Operation {
        Operation(
            .get, "\(Self.path)/{remoteStartId}", "getRemoteStart", .remoteTransactions, "One remote start",
            pathParameters: [.init("remoteStartId", "The id of the job.", .integer)],
            answers: [.ok(RemoteStart.schema, "The remote start.")], problems: [.notFound]
        ) { request in
            .json(try await remoteTransactions.remoteStart(Int64(request.integer(inPath: "remoteStartId", otherwise: .notFound))))
        }
    }
}
