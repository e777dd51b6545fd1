import CentralSystem
import HTTPTypes
import OCPPJ

/// `/api/v1/local-lists`: the lists of groups of charge points.
struct LocalListGroupRoutes: Sendable {
    let lists: LocalListService

    private static let path = "/api/v1/local-lists"
    private static let itemPath = "\(path)/{group}"
    private static let groupParameter = Operation.Parameter("group", "The group of charge points, percent-encoded.")

    var operations: [Operation] { [list, create, get, replace, remove] }

    private var list: Operation {
        Operation(
            .get, Self.path, "listLocalLists", .localLists, "The local lists of groups, ordered by group",
            query: Operation.Parameter.paging,
            answers: [.ok(ItemList<LocalListDefinition>.schema, "The definitions.")]
        ) { request in
            .json(ItemList(try await lists.groups(request.page())))
        }
    }

    private var create: Operation {
        Operation(
            .post, Self.path, "createLocalList", .localLists, "Defines the local list of a group of charge points",
            notes: "It is for all charge points of the group that have no definition of their own.",
            body: .required(LocalListInput.creation),
            answers: [.created(LocalListDefinition.schema, "The definition.")], problems: [.conflict]
        ) { request in
            let group = request.body["group"]?.string ?? ""
            return created(
                try await lists.define(LocalListInput.selection(request.body), forGroup: group, replaces: false).definition)
        }
    }

    private var get: Operation {
        Operation(
            .get, Self.itemPath, "getGroupLocalList", .localLists, "The local list of one group",
            pathParameters: [Self.groupParameter], answers: [.ok(LocalListDefinition.schema, "The definition.")],
            problems: [.notFound]
        ) { request in
            .json(try await lists.definition(ofGroup: request.text(inPath: "group")))
        }
    }

    private var replace: Operation {
        Operation(
            .put, Self.itemPath, "putGroupLocalList", .localLists, "Defines the local list of a group or replaces it",
            pathParameters: [Self.groupParameter], body: .required(LocalListInput.definition),
            answers: [
                .ok(LocalListDefinition.schema, "The definition is replaced."),
                .created(LocalListDefinition.schema, "The definition is new."),
            ]
        ) { request in
            let (definition, isNew) = try await lists.define(
                LocalListInput.selection(request.body), forGroup: request.text(inPath: "group"), replaces: true)
            return isNew ? created(definition) : .json(definition)
        }
    }

    private var remove: Operation {
        Operation(
            .delete, Self.itemPath, "deleteGroupLocalList", .localLists, "Removes the local list of a group",
            notes: "The charge points keep their lists until others are sent.", pathParameters: [Self.groupParameter],
            answers: [.noContent("It is removed.")], problems: [.notFound]
        ) { request in
            try await lists.removeDefinition(ofGroup: request.text(inPath: "group"))
            return .noContent
        }
    }

    private func created(_ definition: LocalListDefinition) -> Answer {
        .created(definition, location: "\(Self.path)/\(PathText.encode(definition.group ?? ""))")
    }
}
