import CentralSystem
import Markup
import WebAPI

/// Keeping a filter of a list, and forgetting it: the forms of `SavedFilters`.
struct SavedFilterPage: ConsolePage {
    static let path = "/saved-filters"
    static let operations: [OperationName] = ["saveFilter", "deleteSavedFilter"]

    /// There is nothing to see here but the list that it came from.
    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        guard let problem = request.problem else { return .redirect(ChargePointListPage.path) }
        throw problem
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let list = LocalPath.checked(request.form["list"])
        let query = request.form["query"] ?? ""
        if let id = request.form["delete"] {
            try await request.call("deleteSavedFilter", .init(path: ["savedFilterId": id]))
            return .redirect(Self.path(list, query), .success(request.text("The filter is forgotten.", "필터를 삭제했습니다.")))
        }
        let name = request.form["name"] ?? ""
        try await request.call(
            "saveFilter", .init(body: .object(["list": .string(list), "name": .string(name), "query": .string(query)])))
        return .redirect(Self.path(list, query), .success(request.text("The filter is kept as “\(name)”.", "필터를 저장했습니다: \(name)")))
    }

    private static func path(_ list: String, _ query: String) -> String {
        LocalPath.checked(query.isEmpty ? list : "\(list)?\(query)")
    }
}

/// The filters that the viewer keeps for a list: links, and the form that keeps the present one.
enum SavedFilters {
    static func html(_ filters: [SavedFilter], list: String, _ request: ConsoleRequest) -> HTML {
        let query = FormText.encode(request.here.with(["live": nil]).compacted.pairs)
        let links = filters.map { filter -> HTML in
            let current: HTML = filter.query == query ? " aria-current=\"true\"" : ""
            let forget = Form.button(
                request, "×", action: SavedFilterPage.path,
                values: ["list": list, "query": query, "delete": String(filter.id)], style: "btn-sm btn-quiet")
            return """
                <li><a href="\(LocalPath.checked(filter.query.isEmpty ? list : "\(list)?\(filter.query)"))"\(current)>\(filter.name)</a>\
                <span title="\(request.text("Forget this filter", "필터 삭제")): \(filter.name)">\(forget)</span></li>
                """
        }
        let kept: HTML = filters.isEmpty ? "" : "<ul aria-label=\"\(request.text("Saved filters", "저장한 필터"))\">\(links)</ul>"
        return "<div class=\"saved-filters\">\(kept)\(keeping(query, list: list, request))</div>"
    }

    private static func keeping(_ query: String, list: String, _ request: ConsoleRequest) -> HTML {
        guard !query.isEmpty else { return "" }
        return """
            <details><summary>\(request.text("Keep this filter", "이 필터 저장"))</summary>
            <form method="post" action="\(SavedFilterPage.path)" class="keeping">\(Form.key(request))\(Form.hidden(["list": list, "query": query]))\
            <label for="filter-name">\(request.text("Name", "이름"))</label>\
            <input class="form-control" id="filter-name" name="name" maxlength="\(SavedFilter.longestName)" required autocomplete="off">\
            <button class="btn btn-secondary">\(request.text("Keep", "저장"))</button></form></details>
            """
    }
}
