import CentralSystem
import HTTPTypes
import OCPP16
import OCPPJ

/// `/api/v1/id-tags`
struct IdTagRoutes: Sendable {
    let idTags: IdTagService

    private static let path = "/api/v1/id-tags"
    private static let itemPath = "\(path)/{idTag}"
    private static let idParameter = Operation.Parameter(
        "idTag", "The idTag, percent-encoded; without regard to case.")

    var operations: [Operation] { [list, create, get, replace, change, delete] }

    private var list: Operation {
        Operation(
            .get, Self.path, "listIdTags", .idTags, "IdTags in alphabetical order",
            query: [
                .init("search", "A part of the idTag or of its note, without regard to case."),
                .init("status", "Only those whose `effectiveStatus` is this one.", .enumeration(IdTagStatus.self)),
            ] + Operation.Parameter.paging,
            answers: [.ok(ItemList<IdTagView>.schema, "The idTags.")]
        ) { request in
            let filter = IdTagFilter(
                search: request.query["search"], effectiveStatus: request.value("status", as: IdTagStatus.self))
            return .json(ItemList(try await idTags.list(filter, request.page()).map(view)))
        }
    }

    private var create: Operation {
        Operation(
            .post, Self.path, "createIdTag", .idTags, "Registers an idTag", body: .required(IdTagInput.creation),
            answers: [.created(IdTagView.schema, "The idTag.")], problems: [.conflict]
        ) { request in
            let idTag = try IdTagInput.idTag(request.body["idTag"]?.string ?? "")
            return created(try await idTags.create(idTag, IdTagInput.values(request.body)))
        }
    }

    private var get: Operation {
        Operation(
            .get, Self.itemPath, "getIdTag", .idTags, "One idTag", pathParameters: [Self.idParameter],
            answers: [.ok(IdTagView.schema, "The idTag.")], problems: [.idTagNotFound]
        ) { request in
            let idTag = try registered(request)
            guard let found = try await idTags.get(idTag) else { throw IdTagError.unknown(idTag) }
            return .json(view(found))
        }
    }

    private var replace: Operation {
        Operation(
            .put, Self.itemPath, "putIdTag", .idTags, "Registers an idTag or replaces what is registered",
            pathParameters: [Self.idParameter], body: .required(IdTagInput.replacement),
            answers: [
                .ok(IdTagView.schema, "The idTag was registered already and has the new values."),
                .created(IdTagView.schema, "The idTag is new."),
            ]
        ) { request in
            let idTag = try IdTagInput.idTag(request.text(inPath: "idTag"))
            if let given = request.body["idTag"]?.string, try IdTagInput.idTag(given) != idTag {
                throw Problem.invalidMember("idTag", "idTag must be the one in the path, or be left out.")
            }
            let saved = try await idTags.put(idTag, IdTagInput.values(request.body))
            return saved.isNew ? created(saved.idTag) : .json(view(saved.idTag))
        }
    }

    private var change: Operation {
        Operation(
            .patch, Self.itemPath, "changeIdTag", .idTags, "Changes an idTag", pathParameters: [Self.idParameter],
            body: .required(IdTagInput.changes), answers: [.ok(IdTagView.schema, "The changed idTag.")],
            problems: [.idTagNotFound]
        ) { request in
            let changed = try await idTags.update(registered(request)) { try IdTagInput.apply(request.body, to: &$0) }
            return .json(view(changed))
        }
    }

    private var delete: Operation {
        Operation(
            .delete, Self.itemPath, "deleteIdTag", .idTags, "Removes an idTag",
            notes: "Charge points are answered `Invalid` from now on. Transactions keep its text.",
            pathParameters: [Self.idParameter], answers: [.noContent("It is removed.")], problems: [.idTagNotFound]
        ) { request in
            try await idTags.delete(registered(request))
            return .noContent
        }
    }

    /// The idTag in the path. What is too long to be one is not registered either.
    private func registered(_ request: OperationRequest) throws(Problem) -> IdToken {
        let text = request.text(inPath: "idTag")
        do {
            return try IdToken(text)
        } catch {
            throw Problem(.idTagNotFound, "There is no idTag \(text.debugDescription): it \(error.reason).")
        }
    }

    private func view(_ idTag: IdTag) -> IdTagView {
        IdTagView(idTag: idTag, effectiveStatus: idTag.effectiveStatus(at: idTags.now()))
    }

    private func created(_ idTag: IdTag) -> Answer {
        .created(view(idTag), location: "\(Self.path)/\(PathText.encode(idTag.idTag.text))")
    }
}
