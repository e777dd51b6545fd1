import CentralSystem
import HTTPTypes
import OCPP16
import OCPPJ

/// `/api/v1/charge-points/{id}/commands` and `/api/v1/commands`
struct CommandRoutes: Sendable {
    let commands: CommandService

    private static let listPath = "\(ChargePointRoutes.path)/{id}/commands"

    var operations: [Operation] { [send, list, get] }

    private static let actions = OCPP16Catalogue.centralSystemInitiated.keys.map(\.rawValue).sorted()

    private var send: Operation {
        Operation(
            .post, "\(Self.listPath)/{action}", "sendCommand", .commands, "Sends an OCPP request and waits for the answer",
            notes: """
                The body is the request's payload as OCPP 1.6 has it; members that the specification does not know are refused. \
                An absent body counts as `{}`. Actions about certificates need the role administrator. Whatever becomes of the command is recorded under its `commandId`.
                """,
            pathParameters: [
                ChargePointRoutes.idParameter,
                .init("action", "The action of OCPP.", .enumeration(Self.actions)),
            ],
            query: [
                .init("timeoutSeconds", "How long to wait for the answer once the request is sent.", .integer(1...600))
            ],
            body: Operation.Body(description: "The request's payload.", schema: .anyObject, isOptional: true),
            answers: [.ok(CommandAnswer.schema, "The charge point answered, whatever the status in its answer.")],
            problems: Problem.commandTypes
        ) { request in
            try request.requireRole(for: request.text(inPath: "action"))
            let command = try await commands.send(
                OCPPAction(rawValue: request.text(inPath: "action")), payload: request.body,
                to: request.text(inPath: "id"), requestedBy: request.requester,
                timeout: request.integer("timeoutSeconds").map { .seconds($0) })
            if let problem = Problem(command) { throw problem }
            return .json(CommandAnswer(command: command))
        }
    }

    private var list: Operation {
        Operation(
            .get, Self.listPath, "listCommands", .commands, "The commands of a charge point, newest first",
            pathParameters: [ChargePointRoutes.idParameter], query: Operation.Parameter.paging,
            answers: [.ok(ItemList<Command>.schema, "The commands.")], problems: [.chargePointNotFound]
        ) { request in
            .json(ItemList(try await commands.list(chargePoint: request.text(inPath: "id"), request.page())))
        }
    }

    private var get: Operation {
        Operation(
            .get, "/api/v1/commands/{commandId}", "getCommand", .commands, "One command",
            pathParameters: [.init("commandId", "The id of the command's record.", .integer)],
            answers: [.ok(Command.schema, "The command.")], problems: [.notFound]
        ) { request in
            .json(try await commands.get(Int64(request.integer(inPath: "commandId", otherwise: .notFound))))
        }
    }
}
