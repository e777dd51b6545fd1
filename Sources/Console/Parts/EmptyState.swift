import Markup

/// What stands where a list is empty: what would be there, and what to do first.
enum EmptyState {
    static func html(_ title: String, _ advice: String, actions: [Link] = []) -> HTML {
        let links = actions.reduce(into: HTML.empty) { $0 += "<a class=\"btn btn-primary\" href=\"\($1.path)\">\($1.text)</a> " }
        return "<div class=\"empty\"><p class=\"empty-title\">\(title)</p><p>\(advice)</p>\(links)</div>"
    }
}
