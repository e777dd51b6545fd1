import Markup

/// What stands where a list is empty: what would be there, and what to do first.
enum EmptyState {
    static func html(_ title: String, _ advice: String, actions: [Link] = []) -> HTML {
        let links = actions.reduce(into: HTML.empty) { $0 += "<a class=\"btn btn-primary\" href=\"\($1.path)\">\($1.text)</a> " }
        return "<div class=\"empty\"><p class=\"empty-title\">\(title)</p><p>\(advice)</p>\(links)</div>"
    }

    /// What stands where nothing matches the filter of a list, with the way to all of it.
    ///
    /// - Parameter advice: what else may be tried; nil for the usual.
    static func unmatched(_ request: ConsoleRequest, _ title: String, _ advice: String? = nil) -> HTML {
        html(
            title, advice ?? request.text("Take a condition away to see more.", "조건을 줄이면 더 많이 보입니다."),
            actions: [Link(request.text("Show all", "모두 보기"), request.path)])
    }
}
