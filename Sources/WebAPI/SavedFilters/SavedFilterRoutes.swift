import CentralSystem
import HTTPTypes
import OCPPJ

extension SavedFilter: JSONObject {
    static let representation = Representation<SavedFilter>(
        "SavedFilter", "A way to look at a list of the console, kept by whoever looks.",
        [
            Field("id", "The id of the filter.", \.id),
            Field("list", "The list that it narrows: its path in the console.", \.list),
            Field("name", "What its owner calls it.", \.name),
            Field("query", "The fields of the list's query, as in its address.", \.query),
            Field("createdAt", "When it was kept first.", \.createdAt),
        ])
}

/// `/api/v1/saved-filters`: everybody has their own, whatever their role.
struct SavedFilterRoutes: Sendable {
    let savedFilters: SavedFilterService

    private static let path = "/api/v1/saved-filters"

    var operations: [Operation] { [list, save, delete] }

    private static let input = ObjectSchema(
        "SavedFilterInput", "A filter to keep. One of the same list and name is replaced.",
        [
            .init("list", "The path of the list, such as `/charge-points`.", .string(1...200), isRequired: true),
            .init("name", "What to call it.", .string(1...SavedFilter.longestName), isRequired: true),
            .init("query", "The fields of the query, as in an address.", .string(0...SavedFilter.longestQuery), isRequired: true),
        ])

    private var list: Operation {
        Operation(
            .get, Self.path, "listSavedFilters", .operators, "The filters that whoever asks has kept",
            query: [.init("list", "Only those of this list.")], answers: [.ok(ItemList<SavedFilter>.schema, "The filters.")]
        ) { request in
            let found = try await savedFilters.list(request.query["list"], of: Self.owner(request))
            return .json(ItemList(Page(items: found)))
        }
    }

    private var save: Operation {
        Operation(
            .post, Self.path, "saveFilter", .operators, "Keeps a filter of a list", body: .required(Self.input),
            answers: [.ok(SavedFilter.schema, "The filter.")], role: .viewer
        ) { request in
            let body = request.body
            return .json(
                try await savedFilters.save(
                    body["name"]?.string ?? "", list: body["list"]?.string ?? "", query: body["query"]?.string ?? "",
                    of: Self.owner(request)))
        }
    }

    private var delete: Operation {
        Operation(
            .delete, "\(Self.path)/{savedFilterId}", "deleteSavedFilter", .operators, "Forgets a filter",
            pathParameters: [.init("savedFilterId", "The id of the filter.", .integer)],
            answers: [.noContent("It is forgotten.")], problems: [.notFound], role: .viewer
        ) { request in
            try await savedFilters.delete(
                Int64(request.integer(inPath: "savedFilterId", otherwise: .notFound)), of: Self.owner(request))
            return .noContent
        }
    }

    private static func owner(_ request: OperationRequest) throws(Problem) -> SavedFilterOwner {
        guard let principal = request.identification?.principal else { throw Problem(.notFound, "Nobody asks.") }
        return SavedFilterOwner(principal)
    }
}
