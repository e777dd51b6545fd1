import Markup

/// The form above a list that narrows it. It asks with GET, so that its result has an address of its own, to keep and to share.
struct FilterForm: Sendable {
    let request: ConsoleRequest
    /// The fields, as `Filter` makes them.
    let fields: [HTML]
    /// The names of the fields, which are taken out of the address when the filter is reset.
    let names: [String]

    var html: HTML {
        let others = request.here.pairs.filter { pair in !names.contains(pair.name) }
            .reduce(into: HTML.empty) { $0 += "<input type=\"hidden\" name=\"\($1.name)\" value=\"\($1.value)\">" }
        let isNarrowed = names.contains { request.query[$0] != nil }
        let reset: HTML =
            isNarrowed
            ? "<a class=\"btn btn-quiet\" href=\"\(Fields(request.here.pairs.filter { !names.contains($0.name) }).url(request.path))\">\(request.text("Reset", "초기화"))</a>"
            : ""
        return """
            <form class="filter" method="get" action="\(request.path)" role="search" \
            aria-label="\(request.text("Filter of the list", "목록 필터"))">\(others)\
            \(fields.reduce(into: HTML.empty) { $0 += $1 })\
            <div class="filter-end"><button class="btn btn-primary">\(request.text("Filter", "필터"))</button>\(reset)</div></form>
            """
    }
}

/// One field of a filter.
enum Filter {
    /// A text to search for.
    static func search(
        _ request: ConsoleRequest, _ label: String, name: String = "search", placeholder: String = "", suggestions: Suggestions.Kind? = nil
    ) -> HTML {
        """
        <div class="filter-field filter-search"><label for="filter-\(name)">\(label)</label>\
        <input class="form-control" type="search" id="filter-\(name)" name="\(name)" value="\(request.query[name] ?? "")" \
        placeholder="\(placeholder)" autocomplete="off"\(Suggestions.attributes(suggestions, of: "filter-\(name)"))>\
        \(Suggestions.list(suggestions, of: "filter-\(name)"))</div>
        """
    }

    /// One of several values, or all.
    static func choice(_ request: ConsoleRequest, _ label: String, name: String, _ options: [FormField.Option]) -> HTML {
        let current = request.query[name] ?? ""
        let all = FormField.Option("", request.text("All", "전체"))
        let list = ([all] + options).reduce(into: HTML.empty) { html, option in
            let selected: HTML = option.value == current ? " selected" : ""
            html += "<option value=\"\(option.value)\"\(selected)>\(option.label)</option>"
        }
        return """
            <div class="filter-field"><label for="filter-\(name)">\(label)</label>\
            <select class="form-select" id="filter-\(name)" name="\(name)">\(list)</select></div>
            """
    }
}

extension Filter {
    /// One charge point, by its whole identity.
    static func chargePoint(_ request: ConsoleRequest) -> HTML {
        search(
            request, request.text("Charge point", "충전기"), name: "chargePoint",
            placeholder: request.text("its whole identity", "전체 식별자"), suggestions: .chargePoints)
    }

    /// One driver.
    static func idTag(_ request: ConsoleRequest) -> HTML { search(request, "idTag", name: "idTag", suggestions: .idTags) }

    /// A day.
    static func day(_ request: ConsoleRequest, _ label: String, name: String) -> HTML {
        """
        <div class="filter-field"><label for="filter-\(name)">\(label)</label>\
        <input class="form-control" type="date" id="filter-\(name)" name="\(name)" value="\(request.query[name] ?? "")"></div>
        """
    }
}
