import CentralSystem
import HTTPTypes
import OCPPJ

/// `/api/v1/charge-points/{id}/local-list`
struct LocalListRoutes: Sendable {
    let lists: LocalListService

    private static let path = "\(ChargePointRoutes.path)/{id}/local-list"

    var operations: [Operation] { [get, define, remove, send, readVersion] }

    private var get: Operation {
        Operation(
            .get, Self.path, "getLocalList", .localLists, "A charge point's local authorization list",
            notes: "By what is known of it, whoever sent it; nothing is sent.",
            pathParameters: [ChargePointRoutes.idParameter],
            query: [.init("entries", "Whether the entries are shown, or only how many there are; true when absent.", .boolean)],
            answers: [.ok(LocalListView.schema, "The list.")], problems: [.chargePointNotFound]
        ) { request in
            let list = try await lists.get(request.text(inPath: "id"))
            return .json(LocalListView(list: list, showsEntries: request.boolean("entries") ?? true))
        }
    }

    private var define: Operation {
        Operation(
            .put, Self.path, "putLocalList", .localLists, "Defines a charge point's own list, which goes before its group's",
            notes: "Nothing is sent, unless the charge point's `settings.automation` allows it.",
            pathParameters: [ChargePointRoutes.idParameter], body: .required(LocalListInput.definition),
            answers: [
                .ok(LocalListView.schema, "The charge point's own definition is replaced."),
                .created(LocalListView.schema, "The charge point has a definition of its own now."),
            ],
            problems: [.chargePointNotFound]
        ) { request in
            let id = request.text(inPath: "id")
            let (list, isNew) = try await lists.define(LocalListInput.selection(request.body), for: id)
            let view = LocalListView(list: list)
            guard isNew else { return .json(view) }
            return .created(view, location: "\(ChargePointRoutes.path)/\(PathText.encode(id))/local-list")
        }
    }

    private var remove: Operation {
        Operation(
            .delete, Self.path, "deleteLocalList", .localLists, "Removes a charge point's own definition",
            notes: "Its group's holds from now on, if there is one. The charge point keeps its list until another is sent.",
            pathParameters: [ChargePointRoutes.idParameter], answers: [.noContent("It is removed.")],
            problems: [.chargePointNotFound, .notFound]
        ) { request in
            try await lists.removeDefinition(for: request.text(inPath: "id"))
            return .noContent
        }
    }

    private var send: Operation {
        Operation(
            .post, "\(Self.path)/send", "sendLocalList", .localLists, "Sends a charge point its list and waits for the answer",
            notes: """
                Left the choice, the server sends Differential when it knows what the charge point holds and less is to be said \
                that way, else Full; nothing when the charge point holds the list already. A Differential that is answered Failed \
                or VersionMismatch is followed by one Full, and a Full that is answered VersionMismatch by GetLocalListVersion and \
                one more Full. A list longer than SendLocalListMaxLength (500 while that is not known) goes out in several updates. \
                Every update is shown by the list.
                """,
            pathParameters: [ChargePointRoutes.idParameter], query: [.commandTimeout],
            body: .optional(LocalListInput.order),
            answers: [.ok(LocalListSendingView.schema, "The charge point answered, whatever the status in its answer.")],
            problems: [.conflict] + Problem.commandTypes
        ) { request in
            let sending = try await lists.send(
                LocalListInput.order(request.body), to: request.text(inPath: "id"), requestedBy: request.requester,
                timeout: request.commandTimeout)
            if let problem = sending.commands.last.flatMap({ Problem($0) }) { throw problem }
            return .json(LocalListSendingView(sending: sending))
        }
    }

    private var readVersion: Operation {
        Operation(
            .post, "\(Self.path)/read-version", "readLocalListVersion", .localLists,
            "Asks a charge point for the version of its list and waits for the answer",
            notes: "Sends GetLocalListVersion. A version that we did not send means that it is not known what the list holds.",
            pathParameters: [ChargePointRoutes.idParameter], query: [.commandTimeout],
            answers: [.ok(LocalListVersionView.schema, "The charge point answered.")], problems: Problem.commandTypes
        ) { request in
            let (command, list) = try await lists.readVersion(
                of: request.text(inPath: "id"), requestedBy: request.requester, timeout: request.commandTimeout)
            if let problem = Problem(command) { throw problem }
            return .json(LocalListVersionView(command: command, list: list))
        }
    }
}
